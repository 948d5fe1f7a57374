/* SPDX-License-Identifier: MIT */
#include "method.h"

STATUS_METHOD(realtimeEnd, matines_realtime_end, 1)

METHOD(realtimeSubscription)
{
  matines_engine *engine;
  char *user_id, *session_id, *subscription = NULL;
  ARGUMENTS(3, ENGINE(engine) TEXT(user_id) TEXT_OR_NULL(session_id))
  matines_status status =
      matines_realtime_subscription(engine, user_id, session_id, &subscription);
  php_matines_document(return_value, status, subscription);
}
