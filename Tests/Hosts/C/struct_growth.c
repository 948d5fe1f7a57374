/* SPDX-License-Identifier: MIT */
/* Structures of older and newer callers: too small is refused, larger is zero beyond ours. */
#include <stdint.h>

#include "host.h"

static matines_engine *engine;

enum { ROOM = 512, CANARY = 0xAA };

typedef matines_status filler(void *structure);

static matines_status emit(void *structure) {
  return matines_emit(engine, PROMOTED, NULL, PROMOTION, structure);
}

static matines_status notify(void *structure) {
  return matines_notify(engine, "42", NULL, "{\"title\":\"Bonjour\"}", structure);
}

static matines_status confirm(void *structure) {
  OK(matines_stage(engine, PROMOTED, "growth", PROMOTION));
  return matines_confirm(engine, "growth", structure);
}

static matines_status counts(void *structure) {
  return matines_inbox_counts(engine, "42", structure);
}

static matines_status mark(void *structure) {
  return matines_inbox_mark(engine, "42", "[]", MATINES_SEEN, structure);
}

static matines_status mark_all(void *structure) {
  return matines_inbox_mark_all(
      engine, "42", "00000000-0000-7000-8000-000000000000", NULL, MATINES_SEEN, structure);
}

static matines_status undo(void *structure) {
  return matines_inbox_undo(
      engine, "42",
      "r.1.00000000-0000-7000-8000-000000000000.00000000-0000-7000-8000-000000000000", structure);
}

static matines_status work_once(void *structure) { return matines_work(engine, 0, structure); }

static matines_status prune(void *structure) { return matines_prune(engine, 0, 0, structure); }

static int is_all(const unsigned char *at, size_t length, int value) {
  for (size_t i = 0; i < length; i++) {
    if (at[i] != value) return 0;
  }
  return 1;
}

/* A size that no version had: nothing is done, and nothing beyond it is written. */
static void refused(filler *fill, uint32_t size) {
  _Alignas(8) unsigned char room[ROOM];
  memset(room, CANARY, sizeof room);
  memcpy(room, &size, 4);
  int64_t before = counts_of(engine, "42").version;
  STATUS(MATINES_EVERSION, fill(room));
  CHECK(strstr(matines_error_message(), "size"));
  size_t skip = size < 4 || size > ROOM ? 4 : size;
  CHECK(is_all(room + skip, ROOM - skip, CANARY));
  NUMBER(before, counts_of(engine, "42").version);
}

static void grown(filler *fill, uint32_t ours) {
  _Alignas(8) unsigned char room[ROOM];
  for (uint32_t size = ours; size <= ours + 256; size += 64) {
    memset(room, CANARY, sizeof room);
    memcpy(room, &size, 4);
    matines_status status = fill(room);
    CHECK(status == MATINES_OK || status == MATINES_ENOTFOUND);
    CHECK(memcmp(room, &size, 4) == 0);
    CHECK(is_all(room + ours, size - ours, 0));
    CHECK(is_all(room + size, ROOM - size, CANARY));
  }
}

static void output(filler *fill, uint32_t ours) {
  const uint32_t wrong[] = {0, 1, 3, 4, 8, ours - 8, ours - 4, ours - 1,
                            1 << 20, INT32_MAX, (uint32_t)INT32_MAX + 1, UINT32_MAX};
  for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) refused(fill, wrong[i]);
  grown(fill, ours);
}

static matines_outcome deliver(void *context, const char *delivery_json) {
  (void)context, (void)delivery_json;
  return MATINES_DELIVERED;
}

static void table(void) {
  struct {
    matines_channel ours;
    unsigned char theirs[64];
  } grown = {.ours = {.timeout_ms = 1000, .deliver = deliver}};
  const uint32_t wrong[] = {0, 8, sizeof(matines_channel) - 8, sizeof(matines_channel) - 1,
                            1 << 20, UINT32_MAX};
  memset(grown.theirs, CANARY, sizeof grown.theirs);
  for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
    grown.ours.size = wrong[i];
    STATUS(MATINES_EVERSION, matines_add_channel(engine, "pager", &grown.ours));
  }
  grown.ours.size = sizeof grown;
  OK(matines_add_channel(engine, "pager", &grown.ours));
}

int main(void) {
  engine = open_engine("{\"store\":\"memory:\"}");
  table();
  OK(matines_user_put(engine, JEANNE));
  output(emit, sizeof(matines_receipt));
  output(notify, sizeof(matines_receipt));
  output(confirm, sizeof(matines_receipt));
  output(counts, sizeof(matines_counts));
  output(mark, sizeof(matines_counts));
  output(mark_all, sizeof(matines_marked));
  output(undo, sizeof(matines_marked));
  output(work_once, sizeof(matines_work_report));
  output(prune, sizeof(matines_prune_report));
  matines_close(engine);
  return check_end("struct_growth");
}
