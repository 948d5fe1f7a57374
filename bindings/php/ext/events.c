/* SPDX-License-Identifier: MIT */
#include "method.h"

STATUS_METHOD(stage, matines_stage, 3)
STATUS_METHOD(discard, matines_discard, 1)
DOCUMENT_METHOD(broadcastProgress, matines_broadcast_progress, 1)
STATUS_METHOD(notificationCancel, matines_notification_cancel, 1)

typedef matines_status (*accepting)(
    matines_engine *engine, const char *what, const char *key, const char *document_json,
    matines_receipt *receipt);

static void accepts(INTERNAL_FUNCTION_PARAMETERS, accepting function)
{
  matines_engine *engine;
  char *what, *key, *document_json;
  matines_receipt receipt = {.size = sizeof(receipt)};
  ARGUMENTS(4, ENGINE(engine) TEXT(what) TEXT_OR_NULL(key) TEXT(document_json))
  matines_status status = function(engine, what, key, document_json, &receipt);
  php_matines_receipt(return_value, status, &receipt);
}

METHOD(emit)
{
  accepts(INTERNAL_FUNCTION_PARAM_PASSTHRU, matines_emit);
}

METHOD(notify)
{
  accepts(INTERNAL_FUNCTION_PARAM_PASSTHRU, matines_notify);
}

METHOD(schedule)
{
  matines_engine *engine;
  char *event, *event_id, *event_json;
  zend_long at_ms;
  ARGUMENTS(5, ENGINE(engine) TEXT(event) TEXT(event_id) TEXT(event_json) Z_PARAM_LONG(at_ms))
  RETURN_LONG(matines_schedule(engine, event, event_id, event_json, at_ms));
}

METHOD(confirm)
{
  matines_engine *engine;
  char *event_id;
  matines_receipt receipt = {.size = sizeof(receipt)};
  ARGUMENTS(2, ENGINE(engine) TEXT(event_id))
  matines_status status = matines_confirm(engine, event_id, &receipt);
  php_matines_receipt(return_value, status, &receipt);
}
