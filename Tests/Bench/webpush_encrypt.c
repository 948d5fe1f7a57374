/* SPDX-License-Identifier: MIT */
/*
 * The CPU of one message encrypted for one browser, beside its floor, the two multiplications on
 * the curve that nothing can do without. Spans of both alternate; what counts is the median of the
 * ratios of the rounds.
 */
#include "measure.h"
#include "webpush.h"

enum { SPAN = 4 * BROWSERS, BODY = 4096 };

static browsers people;
static crypto_floor *the_floor;
static uint8_t payload[MATINES_PUSH_PAYLOAD_MAX];
static uint8_t bodies[BROWSERS * BODY];

static void encrypt_one(size_t length) {
  for (long i = 0; i < SPAN; i++) {
    size_t written;
    must(
        matines_webpush_encrypt(
            browser_key(&people, i), browser_secret(&people, i), payload, length, 0, bodies, BODY,
            &written),
        "webpush_encrypt");
    if (written != length + MATINES_PUSH_OVERHEAD) give_up("a body of another length");
  }
}

static void encrypt_many(size_t length) {
  for (long i = 0; i < SPAN; i += BROWSERS) {
    size_t lengths[BROWSERS];
    must(
        matines_webpush_encrypt_many(
            BROWSERS, people.p256dh, people.auth, payload, length, NULL, 0, bodies, BODY, lengths),
        "webpush_encrypt_many");
    if (lengths[BROWSERS - 1] != length + MATINES_PUSH_OVERHEAD)
      give_up("a body of another length");
  }
}

static void whole_floor(size_t unused) {
  (void)unused;
  for (long i = 0; i < SPAN; i++) crypto_floor_message(the_floor, browser_key(&people, i));
}

static void point_floor(size_t unused) {
  (void)unused;
  for (long i = 0; i < SPAN; i++) crypto_floor_point(the_floor, browser_key(&people, i));
}

/* Microseconds a message. */
static double timed(void work(size_t length), size_t length) {
  double start = cpu_us();
  work(length);
  return (cpu_us() - start) / SPAN;
}

/* Answers the floor's microseconds. */
static double compare(const char *name, void work(size_t length), size_t length) {
  long spans = setting("MESSAGES", 5120) / SPAN;
  double library[ROUNDS], floor[ROUNDS], ratios[ROUNDS];
  timed(work, length), timed(whole_floor, 0);
  for (int round = 0; round < ROUNDS; round++) {
    library[round] = floor[round] = 0;
    for (long span = 0; span < spans; span++) {
      library[round] += timed(work, length) / (double)spans;
      floor[round] += timed(whole_floor, 0) / (double)spans;
    }
    ratios[round] = library[round] / floor[round];
  }
  double middle = median(floor, ROUNDS);
  print_ratio(
      name, median(library, ROUNDS), "us", "webpush_floor", middle, median(ratios, ROUNDS));
  return middle;
}

int main(void) {
  make_browsers(&people);
  the_floor = crypto_floor_open();
  for (size_t i = 0; i < sizeof payload; i++) payload[i] = (uint8_t)(i * 7);
  double floor = compare("webpush_encrypt", encrypt_one, 500);
  compare("webpush_encrypt_64", encrypt_one, 64);
  compare("webpush_encrypt_3000", encrypt_one, 3000);
  compare("webpush_encrypt_many", encrypt_many, 500);
  double points[ROUNDS];
  for (int round = 0; round < ROUNDS; round++) points[round] = timed(point_floor, 0);
  print_figure("webpush_floor", floor, "us");
  print_figure("webpush_floor_key_check", median(points, ROUNDS), "us");
  crypto_floor_close(the_floor);
}
