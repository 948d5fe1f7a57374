/* SPDX-License-Identifier: MIT */
#include "method.h"

METHOD(inboxPage)
{
  matines_engine *engine;
  char *user_id, *query, *page = NULL;
  ARGUMENTS(3, ENGINE(engine) TEXT(user_id) TEXT_OR_NULL(query))
  matines_status status = matines_inbox_page(engine, user_id, query, &page);
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

METHOD(inboxMark)
{
  matines_engine *engine;
  char *user_id, *ids;
  uint32_t mark;
  matines_counts counts = {.size = sizeof(counts)};
  ARGUMENTS(4, ENGINE(engine) TEXT(user_id) TEXT(ids) UINT32(mark))
  matines_status status = matines_inbox_mark(engine, user_id, ids, (matines_mark)mark, &counts);
  php_matines_counts(return_value, status, &counts);
}

METHOD(inboxMarkAll)
{
  matines_engine *engine;
  char *user_id, *cursor, *query;
  uint32_t mark;
  matines_marked marked = {.size = sizeof(marked)};
  ARGUMENTS(5, ENGINE(engine) TEXT(user_id) TEXT(cursor) TEXT_OR_NULL(query) UINT32(mark))
  matines_status status =
      matines_inbox_mark_all(engine, user_id, cursor, query, (matines_mark)mark, &marked);
  php_matines_marked(return_value, status, &marked);
}

METHOD(inboxUndo)
{
  matines_engine *engine;
  char *user_id, *undo;
  matines_marked marked = {.size = sizeof(marked)};
  ARGUMENTS(3, ENGINE(engine) TEXT(user_id) TEXT(undo))
  matines_status status = matines_inbox_undo(engine, user_id, undo, &marked);
  php_matines_marked(return_value, status, &marked);
}
