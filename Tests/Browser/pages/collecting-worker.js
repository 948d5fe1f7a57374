// SPDX-License-Identifier: MIT
// The shipped worker, and beside it a witness of the octets that arrive.
"use strict";

importScripts("/matines-service-worker.js");

self.addEventListener("push", (event) => {
  const address = event.data ? "/collect/received" : "/collect/received?nothing";
  const body = event.data ? event.data.arrayBuffer() : undefined;
  event.waitUntil(fetch(address, { method: "POST", body }));
});

const functions = {
  pageAddress: self.matines.pageAddress,
  readSettings: self.matines.readSettings,
  /** Text as the data of a push, null as none. */
  readMessage: (text) => self.matines.readMessage(text === null ? null : { text: () => text }),
};

self.addEventListener("message", ({ data, ports }) => {
  try {
    ports[0].postMessage({ value: functions[data.name](...data.values) });
  } catch (error) {
    ports[0].postMessage({ error: String(error) });
  }
});
