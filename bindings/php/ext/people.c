/* SPDX-License-Identifier: MIT */
#include "method.h"

STATUS_METHOD(userPut, matines_user_put, 1)
STATUS_METHOD(subscriptionPut, matines_subscription_put, 2)
STATUS_METHOD(subscriptionRemove, matines_subscription_remove, 2)
DOCUMENT_METHOD(subscriptionList, matines_subscription_list, 1)
DOCUMENT_METHOD(preferenceGet, matines_preference_get, 1)
STATUS_METHOD(preferenceSet, matines_preference_set, 2)
DOCUMENT_METHOD(unsubscribeToken, matines_unsubscribe_token, 3)
DOCUMENT_METHOD(unsubscribeRead, matines_unsubscribe_read, 1)
STATUS_METHOD(unsubscribe, matines_unsubscribe, 1)
STATUS_METHOD(suppressionPut, matines_suppression_put, 2)
STATUS_METHOD(suppressionRemove, matines_suppression_remove, 1)

METHOD(suppressionList)
{
  matines_engine *engine;
  char *after, *list = NULL;
  uint32_t limit;
  ARGUMENTS(3, ENGINE(engine) TEXT_OR_NULL(after) UINT32(limit))
  matines_status status = matines_suppression_list(engine, after, limit, &list);
  php_matines_document(return_value, status, list);
}

METHOD(subscriptionLabel)
{
  matines_engine *engine;
  char *user_id, *endpoint, *label;
  ARGUMENTS(4, ENGINE(engine) TEXT(user_id) TEXT(endpoint) TEXT_OR_NULL(label))
  RETURN_LONG(matines_subscription_label(engine, user_id, endpoint, label));
}

METHOD(subscriptionTest)
{
  matines_engine *engine;
  char *user_id, *endpoint;
  matines_outcome outcome = 0;
  ARGUMENTS(3, ENGINE(engine) TEXT(user_id) TEXT(endpoint))
  matines_status status = matines_subscription_test(engine, user_id, endpoint, &outcome);
  php_matines_number(return_value, status, outcome);
}

METHOD(subscriptionAcknowledge)
{
  matines_engine *engine;
  char *token;
  bool opened;
  ARGUMENTS(3, ENGINE(engine) TEXT(token) Z_PARAM_BOOL(opened))
  RETURN_LONG(matines_subscription_acknowledge(engine, token, opened));
}

METHOD(preferencePause)
{
  matines_engine *engine;
  char *user_id;
  zend_long until_ms;
  ARGUMENTS(3, ENGINE(engine) TEXT(user_id) Z_PARAM_LONG(until_ms))
  RETURN_LONG(matines_preference_pause(engine, user_id, until_ms));
}

METHOD(phoneStart)
{
  matines_engine *engine;
  char *user_id, *phone;
  ARGUMENTS(3, ENGINE(engine) TEXT(user_id) TEXT(phone))
  RETURN_LONG(matines_phone_start(engine, user_id, phone, NULL, 0));
}

METHOD(phoneCode)
{
  matines_engine *engine;
  char *user_id, *phone, code[MATINES_PHONE_CODE_SIZE] = "";
  ARGUMENTS(3, ENGINE(engine) TEXT(user_id) TEXT(phone))
  matines_status status = matines_phone_start(engine, user_id, phone, code, sizeof(code));
  if (status != MATINES_OK) {
    RETURN_LONG(status);
  }
  RETVAL_STRING(code);
  ZEND_SECURE_ZERO(code, sizeof(code));
}

METHOD(phoneConfirm)
{
  matines_engine *engine;
  char *user_id, *code;
  zval *tries_left;
  int32_t tries = 0;
  ARGUMENTS(4, ENGINE(engine) TEXT(user_id) TEXT(code) Z_PARAM_ZVAL(tries_left))
  RETVAL_LONG(matines_phone_confirm(engine, user_id, code, &tries));
  ZEND_TRY_ASSIGN_REF_LONG(tries_left, tries);
}
