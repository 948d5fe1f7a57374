/* SPDX-License-Identifier: MIT */
#include "method.h"

STATUS_METHOD(stage, matines_stage, 3)
STATUS_METHOD(discard, matines_discard, 1)
DOCUMENT_METHOD(broadcastProgress, matines_broadcast_progress, 1)
STATUS_METHOD(notificationCancel, matines_notification_cancel, 1)

METHOD(emit)
{
  matines_engine *engine;
  char *event, *event_id, *event_json;
  matines_receipt receipt = {.size = sizeof(receipt)};
  ARGUMENTS(4, ENGINE(engine) TEXT(event) TEXT_OR_NULL(event_id) TEXT(event_json))
  matines_status status = matines_emit(engine, event, event_id, event_json, &receipt);
  php_matines_receipt(return_value, status, &receipt);
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

METHOD(notify)
{
  matines_engine *engine;
  char *user_id, *key, *notification_json;
  matines_receipt receipt = {.size = sizeof(receipt)};
  ARGUMENTS(4, ENGINE(engine) TEXT(user_id) TEXT_OR_NULL(key) TEXT(notification_json))
  matines_status status = matines_notify(engine, user_id, key, notification_json, &receipt);
  php_matines_receipt(return_value, status, &receipt);
}
