/* SPDX-License-Identifier: MIT */
#include "method.h"

METHOD(inboxPage)
{
  matines_engine *engine;
  char *user_id, *before, *page = NULL;
  uint32_t limit;
  ARGUMENTS(4, ENGINE(engine) TEXT(user_id) TEXT_OR_NULL(before) UINT32(limit))
  matines_status status = matines_inbox_page(engine, user_id, before, limit, &page);
  php_matines_document(return_value, status, page);
}

METHOD(inboxCounts)
{
  matines_engine *engine;
  char *user_id;
  matines_counts counts = {.size = sizeof(counts)};
  ARGUMENTS(2, ENGINE(engine) TEXT(user_id))
  matines_status status = matines_inbox_counts(engine, user_id, &counts);
  php_matines_counts(return_value, status, &counts);
}

typedef matines_status (*marking)(
    matines_engine *engine, const char *user_id, const char *which, matines_mark mark,
    matines_counts *counts);

static void marks(INTERNAL_FUNCTION_PARAMETERS, marking function)
{
  matines_engine *engine;
  char *user_id, *which;
  uint32_t mark;
  matines_counts counts = {.size = sizeof(counts)};
  ARGUMENTS(4, ENGINE(engine) TEXT(user_id) TEXT(which) UINT32(mark))
  matines_status status = function(engine, user_id, which, (matines_mark)mark, &counts);
  php_matines_counts(return_value, status, &counts);
}

METHOD(inboxMark)
{
  marks(INTERNAL_FUNCTION_PARAM_PASSTHRU, matines_inbox_mark);
}

METHOD(inboxMarkAll)
{
  marks(INTERNAL_FUNCTION_PARAM_PASSTHRU, matines_inbox_mark_all);
}
