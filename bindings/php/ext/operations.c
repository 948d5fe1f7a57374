/* SPDX-License-Identifier: MIT */
#include "method.h"

STATUS_METHOD(policyLoad, matines_policy_load, 1)
DOCUMENT_METHOD(policyShow, matines_policy_show, 0)

METHOD(policyCheck)
{
  char *policy_json, *report = NULL;
  ARGUMENTS(1, TEXT(policy_json))
  matines_status status = matines_policy_check(policy_json, &report);
  php_matines_document(return_value, status, report);
}

METHOD(templateLint)
{
  char *folder, *sample_json, *report = NULL;
  ARGUMENTS(2, TEXT_OR_NULL(folder) TEXT_OR_NULL(sample_json))
  matines_status status = matines_template_lint(folder, sample_json, &report);
  php_matines_document(return_value, status, report);
}

METHOD(templatePreview)
{
  char *folder, *request_json, *preview = NULL;
  ARGUMENTS(2, TEXT_OR_NULL(folder) TEXT(request_json))
  matines_status status = matines_template_preview(folder, request_json, &preview);
  php_matines_document(return_value, status, preview);
}

METHOD(doctor)
{
  char *config_json, *locale, *report = NULL;
  ARGUMENTS(2, TEXT(config_json) TEXT_OR_NULL(locale))
  matines_status status = matines_doctor(config_json, locale, &report);
  php_matines_document(return_value, status, report);
}

METHOD(explain)
{
  matines_engine *engine;
  char *user_id, *notification_id, *locale, *explanation = NULL;
  ARGUMENTS(4, ENGINE(engine) TEXT(user_id) TEXT(notification_id) TEXT_OR_NULL(locale))
  matines_status status =
      matines_explain(engine, user_id, notification_id, locale, &explanation);
  php_matines_document(return_value, status, explanation);
}

METHOD(simulate)
{
  matines_engine *engine;
  char *event, *event_json, *locale, *forecast = NULL;
  ARGUMENTS(4, ENGINE(engine) TEXT_OR_NULL(event) TEXT(event_json) TEXT_OR_NULL(locale))
  matines_status status = matines_simulate(engine, event, event_json, locale, &forecast);
  php_matines_document(return_value, status, forecast);
}

typedef matines_status (*listing)(matines_engine *engine, uint32_t limit, char **list_json);

static void lists(INTERNAL_FUNCTION_PARAMETERS, listing function)
{
  matines_engine *engine;
  uint32_t limit;
  char *list = NULL;
  ARGUMENTS(2, ENGINE(engine) UINT32(limit))
  matines_status status = function(engine, limit, &list);
  php_matines_document(return_value, status, list);
}

METHOD(spending)
{
  lists(INTERNAL_FUNCTION_PARAM_PASSTHRU, matines_spending);
}

METHOD(failedList)
{
  lists(INTERNAL_FUNCTION_PARAM_PASSTHRU, matines_failed_list);
}

METHOD(smsEstimate)
{
  matines_engine *engine;
  char *phone, *text, *options_json, *estimate = NULL;
  ARGUMENTS(4, ENGINE(engine) TEXT_OR_NULL(phone) TEXT(text) TEXT_OR_NULL(options_json))
  matines_status status = matines_sms_estimate(engine, phone, text, options_json, &estimate);
  php_matines_document(return_value, status, estimate);
}

typedef matines_status (*decision)(matines_engine *engine, int64_t delivery_id);

static void decides(INTERNAL_FUNCTION_PARAMETERS, decision function)
{
  matines_engine *engine;
  zend_long delivery_id;
  ARGUMENTS(2, ENGINE(engine) Z_PARAM_LONG(delivery_id))
  RETURN_LONG(function(engine, delivery_id));
}

METHOD(failedRetry)
{
  decides(INTERNAL_FUNCTION_PARAM_PASSTHRU, matines_failed_retry);
}

METHOD(failedDrop)
{
  decides(INTERNAL_FUNCTION_PARAM_PASSTHRU, matines_failed_drop);
}

METHOD(prune)
{
  matines_engine *engine;
  zend_long keep_ms;
  uint32_t budget_ms;
  matines_prune_report report = {.size = sizeof(report)};
  ARGUMENTS(3, ENGINE(engine) Z_PARAM_LONG(keep_ms) UINT32(budget_ms))
  matines_status status = matines_prune(engine, keep_ms, budget_ms, &report);
  php_matines_prune_report(return_value, status, &report);
}
