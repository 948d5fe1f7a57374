/* SPDX-License-Identifier: MIT */
#include "method.h"

STATUS_METHOD(presenceLeave, matines_presence_leave, 2)
STATUS_METHOD(presenceLeaveToken, matines_presence_leave_token, 2)
STATUS_METHOD(presenceEnd, matines_presence_end, 2)
DOCUMENT_METHOD(presenceToken, matines_presence_token, 2)

typedef matines_status (*pinging)(
    matines_engine *engine, const char *who, const char *tab_id, int32_t visible);

static void pings(INTERNAL_FUNCTION_PARAMETERS, pinging function)
{
  matines_engine *engine;
  char *who, *tab_id;
  bool visible;
  ARGUMENTS(4, ENGINE(engine) TEXT(who) TEXT(tab_id) Z_PARAM_BOOL(visible))
  RETURN_LONG(function(engine, who, tab_id, visible));
}

METHOD(presencePing)
{
  pings(INTERNAL_FUNCTION_PARAM_PASSTHRU, matines_presence_ping);
}

METHOD(presencePingToken)
{
  pings(INTERNAL_FUNCTION_PARAM_PASSTHRU, matines_presence_ping_token);
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
