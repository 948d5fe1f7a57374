/* SPDX-License-Identifier: MIT */
#include "method.h"

METHOD(version)
{
  NO_ARGUMENTS()
  RETURN_LONG(matines_version());
}

METHOD(errorMessage)
{
  NO_ARGUMENTS()
  RETURN_STRING(matines_error_message());
}

METHOD(open)
{
  char *config_json;
  matines_engine *engine = NULL;
  ARGUMENTS(1, TEXT(config_json))
  matines_status status = matines_open(config_json, &engine);
  php_matines_number(return_value, status, (zend_long)(intptr_t)engine);
}

METHOD(close)
{
  matines_engine *engine;
  ARGUMENTS(1, ENGINE(engine))
  matines_close(engine);
}

METHOD(clockSet)
{
  matines_engine *engine;
  zend_long now_ms;
  ARGUMENTS(2, ENGINE(engine) Z_PARAM_LONG(now_ms))
  RETURN_LONG(matines_clock_set(engine, now_ms));
}

DOCUMENT_METHOD(logTake, matines_log_take, 0)
