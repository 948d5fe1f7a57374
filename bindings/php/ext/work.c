/* SPDX-License-Identifier: MIT */
#include "method.h"

DOCUMENT_METHOD(take, matines_take, 1)
STATUS_METHOD(handOver, matines_hand_over, 1)
STATUS_METHOD(extend, matines_extend, 1)

METHOD(work)
{
  matines_engine *engine;
  uint32_t budget_ms;
  matines_work_report report = {.size = sizeof(report)};
  ARGUMENTS(2, ENGINE(engine) UINT32(budget_ms))
  matines_status status = matines_work(engine, budget_ms, &report);
  php_matines_work_report(return_value, status, &report);
}

METHOD(begin)
{
  matines_engine *engine;
  char *token;
  int32_t send = 0;
  ARGUMENTS(2, ENGINE(engine) TEXT(token))
  matines_status status = matines_begin(engine, token, &send);
  php_matines_number(return_value, status, send);
}

METHOD(settle)
{
  matines_engine *engine;
  char *token, *note;
  uint32_t outcome;
  ARGUMENTS(4, ENGINE(engine) TEXT(token) UINT32(outcome) TEXT_OR_NULL(note))
  RETURN_LONG(matines_settle(engine, token, (matines_outcome)outcome, note));
}
