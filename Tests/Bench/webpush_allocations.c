/* SPDX-License-Identifier: MIT */
/*
 * How often one encryption asks for memory, beside its floor: what libcrypto asks for within two
 * multiplications. The functions of the heap are this program's own.
 */
#include <stdlib.h>

#include "measure.h"
#include "webpush.h"

enum { MESSAGES = 1000, WARM = 100, LENGTH = 500 };

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);
void *__libc_memalign(size_t alignment, size_t size);

static long requests;

void *malloc(size_t size) {
  requests++;
  return __libc_malloc(size);
}

void *calloc(size_t count, size_t size) {
  requests++;
  return __libc_calloc(count, size);
}

void *realloc(void *old, size_t size) {
  requests++;
  return __libc_realloc(old, size);
}

void *aligned_alloc(size_t alignment, size_t size) {
  requests++;
  return __libc_memalign(alignment, size);
}

int posix_memalign(void **output, size_t alignment, size_t size) {
  requests++;
  *output = __libc_memalign(alignment, size);
  return *output ? 0 : 12; /* ENOMEM */
}

static void encrypt(const browsers *people, long count) {
  static const uint8_t payload[LENGTH];
  uint8_t body[LENGTH + MATINES_PUSH_OVERHEAD];
  for (long i = 0; i < count; i++) {
    size_t written;
    must(
        matines_webpush_encrypt(
            browser_key(people, i), browser_secret(people, i), payload, LENGTH, 0, body,
            sizeof body, &written),
        "webpush_encrypt");
  }
}

int main(void) {
  static browsers people;
  make_browsers(&people);
  long first = requests;
  encrypt(&people, WARM);
  if (requests == first) give_up("a thread's first message asked for no memory: nothing counts");
  long before = requests;
  encrypt(&people, MESSAGES);
  double library = (double)(requests - before) / MESSAGES;
  crypto_floor *floor = crypto_floor_open();
  before = requests;
  for (long i = 0; i < MESSAGES; i++) crypto_floor_message(floor, browser_key(&people, i));
  double least = (double)(requests - before) / MESSAGES;
  print_beside("webpush_encrypt_allocations", library, "count", "webpush_floor", least);
  crypto_floor_close(floor);
}
