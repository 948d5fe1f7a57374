/* SPDX-License-Identifier: MIT */
/* A hub that takes one request after another, remembers them, and answers as it is told. */
#ifndef ANSWERING_H
#define ANSWERING_H

#include <stdlib.h>

#include "peer.h"

enum { ANSWERING_REQUESTS = 32, ANSWERING_SIZE = 16384 };

typedef struct answering {
  peer peer;
  pthread_t thread;
  /* 0: none at all. */
  _Atomic int status;
  _Atomic int met;
  char requests[ANSWERING_REQUESTS][ANSWERING_SIZE];
} answering;

static inline size_t answering_length(const char *request) {
  const char *end = strstr(request, "\r\n\r\n");
  const char *length = strstr(request, "Content-Length: ");
  if (!end) return 0;
  size_t body = length && length < end ? strtoul(length + 16, NULL, 10) : 0;
  return (size_t)(end + 4 - request) + body;
}

static inline void answering_take(answering *self, int client) {
  char *request = self->requests[self->met % ANSWERING_REQUESTS];
  size_t read_so_far = 0;
  ssize_t count;
  memset(request, 0, ANSWERING_SIZE);
  while (read_so_far < ANSWERING_SIZE - 1 &&
         (!answering_length(request) || read_so_far < answering_length(request)) &&
         (count = read(client, request + read_so_far, ANSWERING_SIZE - 1 - read_so_far)) > 0) {
    read_so_far += (size_t)count;
  }
  int status = self->status;
  char answer[128];
  int length = snprintf(answer, sizeof answer,
                        "HTTP/1.1 %d X\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", status);
  self->met++;
  if (status) CHECK(write(client, answer, (size_t)length) == length);
  /* Until the other side has gone. */
  while (!status && read(client, answer, sizeof answer) > 0) {}
  close(client);
}

static inline void *answering_serve(void *context) {
  answering *self = context;
  sigset_t all;
  sigfillset(&all);
  pthread_sigmask(SIG_BLOCK, &all, NULL);
  for (int client; (client = accept(self->peer.listener, NULL, NULL)) >= 0;) {
    answering_take(self, client);
  }
  return NULL;
}

static inline void answering_open(answering *self) {
  peer_open(&self->peer, 0);
  self->status = 200;
  pthread_create(&self->thread, NULL, answering_serve, self);
}

static inline void answering_close(answering *self) {
  shutdown(self->peer.listener, SHUT_RDWR);
  pthread_join(self->thread, NULL);
  close(self->peer.listener);
}

/* Counted from the first one; "" for one that never came. */
static inline const char *answering_request(answering *self, int number) {
  return number < self->met ? self->requests[number % ANSWERING_REQUESTS] : "";
}

#endif
