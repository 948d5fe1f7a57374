/* SPDX-License-Identifier: MIT */
/* Sizes, offsets and values that compiled programs rely on: a change here breaks them. */
#include "check.h"

#define PIN(condition)                         \
  do {                                         \
    _Static_assert(condition, #condition);     \
    CHECK(condition);                          \
  } while (0)
#define SIZE(type, octets) PIN(sizeof(type) == (octets))
#define FIELD(type, field, offset, octets)                                        \
  PIN(offsetof(type, field) == (offset) && sizeof(((type *)0)->field) == (octets))

static void statuses(void) {
  SIZE(matines_status, 4);
  PIN(MATINES_OK == 0);
  PIN(MATINES_ENULL == -1);
  PIN(MATINES_EENCODING == -2);
  PIN(MATINES_ETOOLARGE == -3);
  PIN(MATINES_EINVALID == -4);
  PIN(MATINES_EUNKNOWNUSER == -5);
  PIN(MATINES_EUNKNOWNEVENT == -6);
  PIN(MATINES_ENOTFOUND == -7);
  PIN(MATINES_ECONFLICT == -8);
  PIN(MATINES_EBADHANDLE == -9);
  PIN(MATINES_ECLOSED == -10);
  PIN(MATINES_EFORK == -11);
  PIN(MATINES_EREENTRY == -12);
  PIN(MATINES_EBUSY == -13);
  PIN(MATINES_EFULL == -14);
  PIN(MATINES_EIO == -15);
  PIN(MATINES_EPERM == -16);
  PIN(MATINES_ECONFIG == -17);
  PIN(MATINES_EUNSUPPORTED == -18);
  PIN(MATINES_EVERSION == -19);
  PIN(MATINES_EINTERNAL == -20);
}

static void other_constants(void) {
  PIN(MATINES_VERSION_NUMBER == 1000);
  SIZE(matines_outcome, 4);
  PIN(MATINES_DELIVERED == 1);
  PIN(MATINES_LATER == 2);
  PIN(MATINES_FAILED == 3);
  PIN(MATINES_GONE == 4);
  PIN(MATINES_UNKNOWN == 5);
  SIZE(matines_presence, 4);
  PIN(MATINES_OFFLINE == 0);
  PIN(MATINES_HIDDEN == 1);
  PIN(MATINES_VISIBLE == 2);
  SIZE(matines_mark, 4);
  PIN(MATINES_SEEN == 1);
  PIN(MATINES_READ == 2);
  PIN(MATINES_UNREAD == 3);
  PIN(MATINES_ARCHIVED == 4);
  PIN(MATINES_UNARCHIVED == 5);
  SIZE(matines_log_level, 4);
  PIN(MATINES_LOG_ALARM == 1);
  PIN(MATINES_LOG_WARNING == 2);
  PIN(MATINES_LOG_NOTICE == 3);
}

static void receipt(void) {
  SIZE(matines_receipt, 64);
  FIELD(matines_receipt, size, 0, 4);
  FIELD(matines_receipt, recipients, 4, 4);
  FIELD(matines_receipt, deliveries, 8, 4);
  FIELD(matines_receipt, repeated, 12, 4);
  FIELD(matines_receipt, durable, 16, 4);
  FIELD(matines_receipt, expanding, 20, 4);
  FIELD(matines_receipt, notification_id, 24, 37);
}

static void counts(void) {
  SIZE(matines_counts, 64);
  FIELD(matines_counts, size, 0, 4);
  FIELD(matines_counts, reserved, 4, 4);
  FIELD(matines_counts, unread, 8, 8);
  FIELD(matines_counts, unseen, 16, 8);
  FIELD(matines_counts, unseen_info, 24, 8);
  FIELD(matines_counts, unseen_success, 32, 8);
  FIELD(matines_counts, unseen_warning, 40, 8);
  FIELD(matines_counts, unseen_error, 48, 8);
  FIELD(matines_counts, version, 56, 8);
}

static void marked(void) {
  SIZE(matines_marked, 168);
  FIELD(matines_marked, size, 0, 4);
  FIELD(matines_marked, reserved, 4, 4);
  FIELD(matines_marked, rows, 8, 8);
  FIELD(matines_marked, unread, 16, 8);
  FIELD(matines_marked, unseen, 24, 8);
  FIELD(matines_marked, unseen_info, 32, 8);
  FIELD(matines_marked, unseen_success, 40, 8);
  FIELD(matines_marked, unseen_warning, 48, 8);
  FIELD(matines_marked, unseen_error, 56, 8);
  FIELD(matines_marked, version, 64, 8);
  FIELD(matines_marked, undo, 72, 96);
}

static void work_report(void) {
  SIZE(matines_work_report, 48);
  FIELD(matines_work_report, size, 0, 4);
  FIELD(matines_work_report, delivered, 4, 4);
  FIELD(matines_work_report, retried, 8, 4);
  FIELD(matines_work_report, failed, 12, 4);
  FIELD(matines_work_report, next_due_ms, 16, 8);
  FIELD(matines_work_report, cancelled, 24, 4);
  FIELD(matines_work_report, unknown, 28, 4);
  FIELD(matines_work_report, misconfigured, 32, 4);
  FIELD(matines_work_report, recovered, 36, 4);
  FIELD(matines_work_report, in_flight, 40, 4);
  FIELD(matines_work_report, expanded, 44, 4);
}

static void prune_report(void) {
  SIZE(matines_prune_report, 64);
  FIELD(matines_prune_report, size, 0, 4);
  FIELD(matines_prune_report, finished, 4, 4);
  FIELD(matines_prune_report, notifications, 8, 8);
  FIELD(matines_prune_report, recipients, 16, 8);
  FIELD(matines_prune_report, deliveries, 24, 8);
  FIELD(matines_prune_report, keys, 32, 8);
  FIELD(matines_prune_report, others, 40, 8);
  FIELD(matines_prune_report, store_bytes, 48, 8);
  FIELD(matines_prune_report, free_bytes, 56, 8);
}

#define PORT(type, octets, second, function)      \
  SIZE(type, octets);                             \
  FIELD(type, size, 0, 4);                        \
  FIELD(type, second, 4, 4);                      \
  FIELD(type, context, 8, 8);                     \
  FIELD(type, function, 16, 8);                   \
  FIELD(type, release, (octets) - 8, 8)

static void ports(void) {
  PORT(matines_channel, 32, timeout_ms, deliver);
  PORT(matines_presence_port, 32, reserved, check);
  PORT(matines_user_directory, 32, reserved, find);
  PORT(matines_renderer, 32, reserved, render);
  PORT(matines_clock, 40, reserved, now_ms);
  FIELD(matines_clock, boot_ms, 24, 8);
  PORT(matines_log, 32, reserved, write);
  SIZE(matines_hub_host, 32);
  FIELD(matines_hub_host, size, 0, 4);
  FIELD(matines_hub_host, stop_fd, 4, 4);
  FIELD(matines_hub_host, context, 8, 8);
  FIELD(matines_hub_host, ready, 16, 8);
  FIELD(matines_hub_host, write, 24, 8);
}

int main(void) {
  statuses();
  other_constants();
  receipt();
  counts();
  marked();
  work_report();
  prune_report();
  ports();
  return check_end("layout");
}
