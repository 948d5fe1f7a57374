/* SPDX-License-Identifier: MIT */
#include "method.h"

STATUS_METHOD(presenceLeave, matines_presence_leave, 2)
STATUS_METHOD(presenceLeaveToken, matines_presence_leave_token, 2)
STATUS_METHOD(presenceEnd, matines_presence_end, 2)
DOCUMENT_METHOD(presenceToken, matines_presence_token, 2)

METHOD(presencePing)
{
  matines_engine *engine;
  char *user_id, *tab_id;
  bool visible;
  ARGUMENTS(4, ENGINE(engine) TEXT(user_id) TEXT(tab_id) Z_PARAM_BOOL(visible))
  RETURN_LONG(matines_presence_ping(engine, user_id, tab_id, visible));
}

METHOD(presencePingToken)
{
  matines_engine *engine;
  char *token, *tab_id;
  bool visible;
  ARGUMENTS(4, ENGINE(engine) TEXT(token) TEXT(tab_id) Z_PARAM_BOOL(visible))
  RETURN_LONG(matines_presence_ping_token(engine, token, tab_id, visible));
}

METHOD(presenceCheck)
{
  matines_engine *engine;
  char *user_id;
  matines_presence presence = MATINES_OFFLINE;
  ARGUMENTS(2, ENGINE(engine) TEXT(user_id))
  matines_status status = matines_presence_check(engine, user_id, &presence);
  php_matines_number(return_value, status, presence);
}
