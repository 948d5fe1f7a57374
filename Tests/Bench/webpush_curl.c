/* SPDX-License-Identifier: MIT */
#include "webpush_curl.h"

#include <curl/curl.h>
#include <stdint.h>
#include <stdlib.h>

#include "measure.h"
#include "webpush.h"

enum { IN_FLIGHT = 64 };

struct curl_floor {
  CURLM *multi;
  CURL *handles[IN_FLIGHT];
  struct curl_slist *headers;
  uint8_t body[4096];
};

static void set(CURLcode code) {
  if (code != CURLE_OK) give_up(curl_easy_strerror(code));
}

static size_t ignore(char *octets, size_t size, size_t count, void *context) {
  (void)octets, (void)context;
  return size * count;
}

static CURL *open_handle(curl_floor *floor, size_t length) {
  CURL *easy = curl_easy_init();
  if (!easy) give_up("libcurl");
  set(curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L));
  set(curl_easy_setopt(easy, CURLOPT_QUICK_EXIT, 1L));
  set(curl_easy_setopt(easy, CURLOPT_CAINFO, getenv("PUSH_CA")));
  set(curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_2TLS));
  set(curl_easy_setopt(easy, CURLOPT_PIPEWAIT, 1L));
  set(curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, 10000L));
  set(curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, ignore));
  set(curl_easy_setopt(easy, CURLOPT_POST, 1L));
  set(curl_easy_setopt(easy, CURLOPT_POSTFIELDS, floor->body));
  set(curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)length));
  set(curl_easy_setopt(easy, CURLOPT_HTTPHEADER, floor->headers));
  return easy;
}

curl_floor *curl_floor_open(const char *authorization, size_t length) {
  curl_floor *floor = calloc(1, sizeof *floor);
  if (!floor) give_up("memory");
  floor->multi = curl_multi_init();
  char *first = text("Authorization: %s", authorization);
  const char *lines[] = {"TTL: 60", "Urgency: normal", first, "Content-Encoding: aes128gcm",
                         "Content-Type: application/octet-stream", "Expect:"};
  for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
    floor->headers = curl_slist_append(floor->headers, lines[i]);
  free(first);
  for (size_t i = 0; i < sizeof floor->body; i++) floor->body[i] = (uint8_t)(i * 7);
  for (int i = 0; i < IN_FLIGHT; i++) floor->handles[i] = open_handle(floor, length);
  return floor;
}

static void start(curl_floor *floor, CURL *easy, long i) {
  char *endpoint = push_endpoint(i);
  set(curl_easy_setopt(easy, CURLOPT_URL, endpoint));
  free(endpoint);
  if (curl_multi_add_handle(floor->multi, easy) != CURLM_OK) give_up("libcurl");
}

static void check(const CURLMsg *message) {
  long status = 0;
  set(message->data.result);
  set(curl_easy_getinfo(message->easy_handle, CURLINFO_RESPONSE_CODE, &status));
  if (status != 200) give_up("the server answered another status than 200");
}

void curl_floor_send(curl_floor *floor, long count) {
  long started = 0, ended = 0;
  for (; started < IN_FLIGHT && started < count; started++)
    start(floor, floor->handles[started], started);
  while (ended < count) {
    int running = 0, left = 0;
    long before = ended;
    curl_multi_perform(floor->multi, &running);
    for (CURLMsg *message; (message = curl_multi_info_read(floor->multi, &left)); ended++) {
      CURL *easy = message->easy_handle;
      check(message);
      curl_multi_remove_handle(floor->multi, easy);
      if (started < count) start(floor, easy, started++);
    }
    if (ended == before) curl_multi_poll(floor->multi, NULL, 0, 1000, NULL);
  }
}

void curl_floor_close(curl_floor *floor) {
  for (int i = 0; i < IN_FLIGHT; i++) curl_easy_cleanup(floor->handles[i]);
  curl_multi_cleanup(floor->multi);
  curl_slist_free_all(floor->headers);
  free(floor);
}
