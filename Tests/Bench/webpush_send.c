/* SPDX-License-Identifier: MIT */
/*
 * Messages encrypted and carried to a server on loopback by matines_webpush_send(), a second of
 * this process's CPU, beside what cannot be saved: the same requests by a plain program of libcurl,
 * and the two multiplications of each message. The three alternate.
 */
#include <stdio.h>
#include <stdlib.h>

#include "measure.h"
#include "webpush.h"
#include "webpush_curl.h"

/* PADDED: what 500 octets become, since lengths go in steps of 256. */
enum { BATCH = 1000, LENGTH = 500, PADDED = 512 };

typedef struct {
  matines_engine *engine;
  char *subscriptions;
  browsers people;
  curl_floor *curl;
  crypto_floor *crypto;
} sender;

typedef struct {
  double library, curl, crypto;
} costs;

static char *all_subscriptions(const browsers *people) {
  char *list = NULL;
  size_t size = 0;
  FILE *output = open_memstream(&list, &size);
  if (!output) give_up("memory");
  for (long i = 0; i < BATCH; i++) {
    char *endpoint = push_endpoint(i), *document = browser_document(people, i, endpoint);
    fprintf(output, "%c%s", i ? ',' : '[', document);
    free(endpoint), free(document);
  }
  fputc(']', output);
  fclose(output);
  return list;
}

static void send_all(const sender *sender) {
  static uint8_t payload[LENGTH];
  static matines_outcome outcomes[BATCH];
  must(
      matines_webpush_send(
          sender->engine, sender->subscriptions, payload, LENGTH, 60, "normal", NULL, outcomes,
          BATCH),
      "webpush_send");
  for (int i = 0; i < BATCH; i++)
    if (outcomes[i] != MATINES_DELIVERED) give_up("a message was not delivered");
}

/* Microseconds a message. */
static costs one_batch(const sender *sender) {
  double start = cpu_us();
  send_all(sender);
  double sent = cpu_us();
  curl_floor_send(sender->curl, BATCH);
  double carried = cpu_us();
  for (long i = 0; i < BATCH; i++)
    crypto_floor_message(sender->crypto, browser_key(&sender->people, i));
  return (costs){
      (sent - start) / BATCH, (carried - sent) / BATCH, (cpu_us() - carried) / BATCH};
}

static void open_sender(sender *sender) {
  char *members = webpush_members(), *authorization = NULL, *endpoint = push_endpoint(0);
  char *config = text("{\"store\":\"memory:\"%s}", members);
  must(matines_open(config, &sender->engine), "open");
  must(matines_vapid_header(sender->engine, endpoint, NULL, &authorization), "vapid_header");
  make_browsers(&sender->people);
  sender->subscriptions = all_subscriptions(&sender->people);
  sender->curl = curl_floor_open(authorization, PADDED + MATINES_PUSH_OVERHEAD);
  sender->crypto = crypto_floor_open();
  matines_free(authorization);
  free(endpoint), free(config), free(members);
}

static void print(double library[ROUNDS], double curl[ROUNDS], double floor[ROUNDS],
                  double ratios[ROUNDS]) {
  double spent = median(library, ROUNDS);
  print_figure("webpush_send", 1e6 / spent, "/s");
  print_ratio(
      "webpush_send_us", spent, "us", "webpush_send_floor", median(floor, ROUNDS),
      median(ratios, ROUNDS));
  print_figure("webpush_send_curl", median(curl, ROUNDS), "us");
}

int main(void) {
  static sender sender;
  open_sender(&sender);
  one_batch(&sender);
  long batches = setting("BATCHES", 3);
  double library[ROUNDS], curl[ROUNDS], floor[ROUNDS], ratios[ROUNDS];
  for (int round = 0; round < ROUNDS; round++) {
    library[round] = curl[round] = floor[round] = 0;
    for (long batch = 0; batch < batches; batch++) {
      costs costs = one_batch(&sender);
      library[round] += costs.library / (double)batches;
      curl[round] += costs.curl / (double)batches;
      floor[round] += (costs.curl + costs.crypto) / (double)batches;
    }
    ratios[round] = library[round] / floor[round];
  }
  print(library, curl, floor, ratios);
  curl_floor_close(sender.curl), crypto_floor_close(sender.crypto);
  matines_close(sender.engine);
  free(sender.subscriptions);
}
