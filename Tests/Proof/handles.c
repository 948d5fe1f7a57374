/* SPDX-License-Identifier: MIT */
/*
 * handles COUNT SEED: calls a reading function with so many handles that the library never gave
 * out, beside one that it did, and prints how many were tried and how many taken for one: uniform
 * values, the living handle with a few bits turned, small numbers and addresses.
 */
#include <inttypes.h>

#include "host.h"

static uint64_t state;

static uint64_t dice(void) {
  uint64_t value = state += 0x9E3779B97F4A7C15u;
  value = (value ^ value >> 30) * 0xBF58476D1CE4E5B9u;
  value = (value ^ value >> 27) * 0x94D049BB133111EBu;
  return value ^ value >> 31;
}

static uint64_t invented(uint64_t alive) {
  uint64_t value = dice();
  switch (dice() % 4) {
    case 0: return value;
    case 1:
      for (value = alive; value == alive;)
        for (uint64_t turns = 1 + dice() % 4; turns; turns--) value ^= (uint64_t)1 << dice() % 64;
      return value;
    case 2: return value & 0xFFFFF;
    default: return (uint64_t)(uintptr_t)&state + (value & 0xFFFF) * 8 - 0x40000;
  }
}

int main(int count, char **arguments) {
  if (count != 3) return 2;
  uint64_t limit = strtoull(arguments[1], NULL, 10), tried = 0, taken = 0, closed = 0;
  state = strtoull(arguments[2], NULL, 10);
  matines_engine *engine = NULL;
  must(matines_open("{\"store\":\"sqlite:handles.db\"}", &engine), "open");
  uint64_t alive = (uint64_t)(uintptr_t)engine;
  for (; tried < limit; tried++) {
    uint64_t value = invented(alive);
    if (value == alive) continue;
    matines_presence presence;
    matines_engine *other = (matines_engine *)(uintptr_t)value;
    matines_status status = matines_presence_check(other, "1", &presence);
    if (status == MATINES_ECLOSED || status == MATINES_EFORK)
      closed++;
    else if (status != MATINES_EBADHANDLE && !(value == 0 && status == MATINES_ENULL))
      taken++;
    if (tried % 1000 == 0) matines_close(other);
  }
  matines_presence presence;
  must(matines_presence_check(engine, "1", &presence), "the living handle");
  matines_close(engine);
  printf("%" PRIu64 " %" PRIu64 " %" PRIu64 "\n", tried, taken, closed);
}
