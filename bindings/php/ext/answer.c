/* SPDX-License-Identifier: MIT */
#include "answer.h"

#include <stddef.h>

void php_matines_number(zval *answer, matines_status status, zend_long number)
{
  ZVAL_LONG(answer, status == MATINES_OK ? number : (zend_long)status);
}

void php_matines_document(zval *answer, matines_status status, char *document)
{
  if (status != MATINES_OK) {
    ZVAL_LONG(answer, status);
    return;
  }
  if (document == NULL) {
    ZVAL_NULL(answer);
    return;
  }
  /* Where the memory limit is reached PHP jumps out of the request. */
  zend_try {
    ZVAL_STRING(answer, document);
  } zend_catch {
    matines_free(document);
    zend_bailout();
  } zend_end_try();
  matines_free(document);
}

typedef struct {
  const char *name;
  size_t length;
  size_t offset;
  enum { TRUTH, UNSIGNED_32, SIGNED_64, CHARACTERS } kind;
} structure_member;

#define MEMBER(type, kind, name) {#name, sizeof(#name) - 1, offsetof(type, name), kind}
#define COUNT(members) (sizeof(members) / sizeof((members)[0]))

static void member_value(zval *value, const structure_member *member, const char *at)
{
  uint32_t small;
  int64_t large;

  switch (member->kind) {
    case TRUTH:
      memcpy(&small, at, sizeof(small));
      ZVAL_BOOL(value, small != 0);
      break;
    case UNSIGNED_32:
      memcpy(&small, at, sizeof(small));
      ZVAL_LONG(value, small);
      break;
    case SIGNED_64:
      memcpy(&large, at, sizeof(large));
      ZVAL_LONG(value, large);
      break;
    case CHARACTERS:
      ZVAL_STRING(value, at);
      break;
  }
}

static void structure(
    zval *answer, matines_status status, const void *structure, const structure_member *members,
    uint32_t count)
{
  zval value;

  if (status != MATINES_OK) {
    ZVAL_LONG(answer, status);
    return;
  }
  array_init_size(answer, count);
  for (uint32_t i = 0; i < count; i++) {
    member_value(&value, &members[i], (const char *)structure + members[i].offset);
    zend_hash_str_add_new(Z_ARRVAL_P(answer), members[i].name, members[i].length, &value);
  }
}

void php_matines_receipt(zval *answer, matines_status status, const matines_receipt *receipt)
{
  static const structure_member members[] = {
      MEMBER(matines_receipt, UNSIGNED_32, recipients),
      MEMBER(matines_receipt, UNSIGNED_32, deliveries),
      MEMBER(matines_receipt, TRUTH, repeated),
      MEMBER(matines_receipt, TRUTH, durable),
      MEMBER(matines_receipt, TRUTH, expanding),
      MEMBER(matines_receipt, CHARACTERS, notification_id),
  };
  structure(answer, status, receipt, members, COUNT(members));
}

void php_matines_counts(zval *answer, matines_status status, const matines_counts *counts)
{
  static const structure_member members[] = {
      MEMBER(matines_counts, SIGNED_64, unread),
      MEMBER(matines_counts, SIGNED_64, unseen),
      MEMBER(matines_counts, SIGNED_64, unseen_info),
      MEMBER(matines_counts, SIGNED_64, unseen_success),
      MEMBER(matines_counts, SIGNED_64, unseen_warning),
      MEMBER(matines_counts, SIGNED_64, unseen_error),
      MEMBER(matines_counts, SIGNED_64, version),
  };
  structure(answer, status, counts, members, COUNT(members));
}

void php_matines_marked(zval *answer, matines_status status, const matines_marked *marked)
{
  static const structure_member members[] = {
      MEMBER(matines_marked, SIGNED_64, rows),
      MEMBER(matines_marked, SIGNED_64, unread),
      MEMBER(matines_marked, SIGNED_64, unseen),
      MEMBER(matines_marked, SIGNED_64, unseen_info),
      MEMBER(matines_marked, SIGNED_64, unseen_success),
      MEMBER(matines_marked, SIGNED_64, unseen_warning),
      MEMBER(matines_marked, SIGNED_64, unseen_error),
      MEMBER(matines_marked, SIGNED_64, version),
      MEMBER(matines_marked, CHARACTERS, undo),
  };
  structure(answer, status, marked, members, COUNT(members));
}

void php_matines_work_report(
    zval *answer, matines_status status, const matines_work_report *report)
{
  static const structure_member members[] = {
      MEMBER(matines_work_report, UNSIGNED_32, delivered),
      MEMBER(matines_work_report, UNSIGNED_32, retried),
      MEMBER(matines_work_report, UNSIGNED_32, failed),
      MEMBER(matines_work_report, SIGNED_64, next_due_ms),
      MEMBER(matines_work_report, UNSIGNED_32, cancelled),
      MEMBER(matines_work_report, UNSIGNED_32, unknown),
      MEMBER(matines_work_report, UNSIGNED_32, misconfigured),
      MEMBER(matines_work_report, UNSIGNED_32, recovered),
      MEMBER(matines_work_report, UNSIGNED_32, in_flight),
      MEMBER(matines_work_report, UNSIGNED_32, expanded),
  };
  structure(answer, status, report, members, COUNT(members));
}

void php_matines_prune_report(
    zval *answer, matines_status status, const matines_prune_report *report)
{
  static const structure_member members[] = {
      MEMBER(matines_prune_report, TRUTH, finished),
      MEMBER(matines_prune_report, SIGNED_64, notifications),
      MEMBER(matines_prune_report, SIGNED_64, recipients),
      MEMBER(matines_prune_report, SIGNED_64, deliveries),
      MEMBER(matines_prune_report, SIGNED_64, keys),
      MEMBER(matines_prune_report, SIGNED_64, others),
      MEMBER(matines_prune_report, SIGNED_64, store_bytes),
      MEMBER(matines_prune_report, SIGNED_64, free_bytes),
  };
  structure(answer, status, report, members, COUNT(members));
}
