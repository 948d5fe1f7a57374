/* SPDX-License-Identifier: MIT */
/* Encryption without an engine: every bad argument, many browsers in one call, many threads. */
#include <pthread.h>
#include <stdint.h>

#include "host.h"
#include "push.h"

enum { PAYLOAD = 3993, OVER = MATINES_PUSH_OVERHEAD, THREADS = 8 };

static push_browser browser;
static unsigned char payload[8192], body[8192];
static long rounds;

/* One call with everything right but what the caller changed; outputs are dirty before. */
typedef struct one {
  const uint8_t *p256dh, *auth, *payload;
  size_t length;
  uint32_t padding;
  uint8_t *body;
  size_t capacity;
} one;

static one right(void) {
  return (one){browser.p256dh, browser.auth, payload, 500, 0, body, sizeof body};
}

static void one_is(matines_status wanted, one call, size_t length) {
  size_t written = 77;
  memset(body, 0xAA, sizeof body);
  STATUS(wanted, matines_webpush_encrypt(call.p256dh, call.auth, call.payload, call.length,
                                         call.padding, call.body, call.capacity, &written));
  NUMBER(length, written);
  for (size_t i = length; i < sizeof body; i++) {
    if (body[i] != 0xAA && !CHECK(!"the body beyond its length")) break;
  }
}

#define ONE(wanted, written, change)  \
  do {                                \
    one call = right();               \
    change;                           \
    one_is(wanted, call, written);    \
  } while (0)

static void one_browser(void) {
  unsigned char bad[65];
  memcpy(bad, browser.p256dh, sizeof bad);
  ONE(MATINES_OK, 500 + OVER, );
  ONE(MATINES_OK, OVER, (call.payload = NULL, call.length = 0));
  ONE(MATINES_OK, 500 + OVER, call.padding = 1);
  ONE(MATINES_OK, 512 + OVER, call.padding = 256);
  ONE(MATINES_OK, 4096, call.padding = PAYLOAD);
  ONE(MATINES_OK, 4096, call.length = PAYLOAD);
  ONE(MATINES_OK, 500 + OVER, call.capacity = 500 + OVER);
  ONE(MATINES_OK, 500 + OVER, call.capacity = SIZE_MAX);
  ONE(MATINES_ENULL, 0, call.p256dh = NULL);
  ONE(MATINES_ENULL, 0, call.auth = NULL);
  ONE(MATINES_ENULL, 0, call.payload = NULL);
  ONE(MATINES_ENULL, 0, call.body = NULL);
  ONE(MATINES_ETOOLARGE, 0, call.length = PAYLOAD + 1);
  ONE(MATINES_ETOOLARGE, 0, call.length = SIZE_MAX);
  ONE(MATINES_ETOOLARGE, 0, call.length = SIZE_MAX / 2);
  ONE(MATINES_ETOOLARGE, 0, call.capacity = 500 + OVER - 1);
  ONE(MATINES_ETOOLARGE, 0, call.capacity = 0);
  ONE(MATINES_ETOOLARGE, 0, (call.padding = 256, call.capacity = 512 + OVER - 1));
  ONE(MATINES_EINVALID, 0, call.padding = PAYLOAD + 1);
  ONE(MATINES_EINVALID, 0, call.padding = UINT32_MAX);
  for (int tag = 0; tag < 256; tag++) {
    if (tag == 4) continue;
    bad[0] = tag;
    ONE(MATINES_EINVALID, 0, call.p256dh = bad);
  }
  bad[0] = 4, bad[64] ^= 1;
  ONE(MATINES_EINVALID, 0, call.p256dh = bad);
  memset(bad, 0, sizeof bad);
  ONE(MATINES_EINVALID, 0, call.p256dh = bad);
  STATUS(MATINES_ENULL, matines_webpush_encrypt(browser.p256dh, browser.auth, payload, 1, 0, body,
                                                sizeof body, NULL));
  ONE(MATINES_OK, 500 + OVER, );
}

enum { MANY = 5, STRIDE = 1024 };

static unsigned char keys[MANY * 65], secrets[MANY * 16], bodies[MANY * STRIDE];

typedef struct many {
  size_t count;
  const uint8_t *p256dh, *auth, *payload;
  size_t length;
  const size_t *offsets;
  uint32_t padding;
  uint8_t *bodies;
  size_t stride, *lengths;
} many;

static const size_t offsets[MANY + 1] = {10, 10, 110, 310, 310, 800};

static void many_is(matines_status wanted, many call, const size_t *expected) {
  size_t lengths[MANY];
  for (int i = 0; i < MANY; i++) lengths[i] = 77;
  if (call.lengths) call.lengths = lengths;
  STATUS(wanted, matines_webpush_encrypt_many(call.count, call.p256dh, call.auth, call.payload,
                                              call.length, call.offsets, call.padding, call.bodies,
                                              call.stride, call.lengths));
  if (!call.lengths || !expected) return;
  for (int i = 0; i < MANY; i++) NUMBER(expected[i], lengths[i]);
}

#define MANY_ARE(wanted, expected, change)                                                   \
  do {                                                                                       \
    size_t dirty;                                                                            \
    many call = {MANY, keys, secrets, payload, 800, offsets, 0, bodies, STRIDE, &dirty};     \
    change;                                                                                  \
    many_is(wanted, call, expected);                                                         \
  } while (0)

static void offsets_are_checked(const size_t *none) {
  static const size_t falling[] = {0, 100, 99, 200, 300, 400}, beyond[] = {0, 1, 2, 3, 4, 801},
                      huge[] = {0, 1, 2, 3, 4, SIZE_MAX}, negative[] = {SIZE_MAX, 0, 0, 0, 0, 0},
                      longest[] = {0, 0, 3994, 3994, 3994, 3994};
  MANY_ARE(MATINES_EINVALID, none, call.offsets = falling);
  MANY_ARE(MATINES_EINVALID, none, call.offsets = beyond);
  MANY_ARE(MATINES_EINVALID, none, call.offsets = huge);
  MANY_ARE(MATINES_EINVALID, none, call.offsets = negative);
  MANY_ARE(MATINES_ETOOLARGE, none, (call.offsets = longest, call.length = 4000));
}

static void many_browsers(void) {
  static const size_t same[] = {603, 603, 603, 603, 603}, none[MANY] = {0},
                      each[] = {103, 203, 303, 103, 593}, untouched[] = {77, 77, 77, 77, 77},
                      padded[] = {103, 359, 359, 103, 615};
  for (int i = 0; i < MANY; i++) {
    memcpy(keys + 65 * i, browser.p256dh, 65);
    memcpy(secrets + 16 * i, browser.auth, 16);
  }
  MANY_ARE(MATINES_OK, same, (call.offsets = NULL, call.length = 500));
  MANY_ARE(MATINES_OK, each, );
  MANY_ARE(MATINES_OK, padded, call.padding = 256);
  MANY_ARE(MATINES_OK, each, call.stride = 593);
  MANY_ARE(MATINES_OK, untouched, (call.count = 0, call.p256dh = NULL));
  MANY_ARE(MATINES_ENULL, none, call.p256dh = NULL);
  MANY_ARE(MATINES_ENULL, none, call.auth = NULL);
  MANY_ARE(MATINES_ENULL, none, call.payload = NULL);
  MANY_ARE(MATINES_ENULL, none, call.bodies = NULL);
  MANY_ARE(MATINES_ENULL, none, call.lengths = NULL);
  MANY_ARE(MATINES_EINVALID, none, call.padding = PAYLOAD + 1);
  MANY_ARE(MATINES_ETOOLARGE, none, call.stride = 592);
  MANY_ARE(MATINES_ETOOLARGE, none, call.stride = 0);
  MANY_ARE(MATINES_ETOOLARGE, none, call.stride = SIZE_MAX);
  MANY_ARE(MATINES_ETOOLARGE, none, call.stride = SIZE_MAX / 4);
  MANY_ARE(MATINES_ETOOLARGE, none, (call.offsets = NULL, call.length = PAYLOAD + 1));
  MANY_ARE(MATINES_ETOOLARGE, none, call.length = SIZE_MAX);
  MANY_ARE(MATINES_ETOOLARGE, untouched, call.count = SIZE_MAX);
  MANY_ARE(MATINES_ETOOLARGE, untouched, call.count = SIZE_MAX / 65 + 1);
  MANY_ARE(MATINES_ETOOLARGE, untouched, call.count = SIZE_MAX / 8);
  offsets_are_checked(none);
}

/* The others get their message; the first bad one is named. */
static void some_are_bad(void) {
  static const size_t expected[] = {103, 0, 303, 0, 593};
  keys[65] = 2, keys[3 * 65 + 64] ^= 1;
  MANY_ARE(MATINES_EINVALID, expected, );
  size_t lengths[MANY];
  matines_webpush_encrypt_many(
      MANY, keys, secrets, payload, 500, NULL, 0, bodies, STRIDE, lengths);
  CHECK(strstr(matines_error_message(), "browser 1"));
  keys[65] = 4, keys[3 * 65 + 64] ^= 1;
}

/* Each thread has keys of its own drawing: no header is seen twice. */
static void *encrypting(void *headers) {
  unsigned char own[4096];
  for (long i = 0; i < rounds; i++) {
    size_t written;
    OK(matines_webpush_encrypt(browser.p256dh, browser.auth, payload, i % PAYLOAD, i % 512, own,
                               sizeof own, &written));
    memcpy((unsigned char *)headers + 86 * i, own, 86);
  }
  return NULL;
}

static int compare(const void *left, const void *other) { return memcmp(left, other, 16); }

static void threads(void) {
  pthread_t all[THREADS];
  unsigned char *headers = calloc(THREADS * rounds, 86);
  long equal = 0;
  for (int i = 0; i < THREADS; i++) {
    pthread_create(&all[i], NULL, encrypting, headers + 86 * rounds * i);
  }
  for (int i = 0; i < THREADS; i++) pthread_join(all[i], NULL);
  qsort(headers, THREADS * rounds, 86, compare);
  for (long i = 1; i < THREADS * rounds; i++) {
    equal += memcmp(headers + 86 * i, headers + 86 * (i - 1), 16) == 0;
  }
  NUMBER(0, equal);
  free(headers);
}

int main(int count, char **values) {
  rounds = argument(count, values, 1, 500);
  browser = push_browser_make();
  for (size_t i = 0; i < sizeof payload; i++) payload[i] = i * 7;
  one_browser();
  many_browsers();
  some_are_bad();
  threads();
  return check_end("webpush_encrypt");
}
