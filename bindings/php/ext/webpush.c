/* SPDX-License-Identifier: MIT */
#include "method.h"

#include "messages.h"

METHOD(webpushEncrypt)
{
  zend_string *p256dh, *auth, *payload;
  uint32_t padding;
  uint8_t body[PHP_MATINES_BODY_MAX];
  size_t written = 0;
  ARGUMENTS(
      4, Z_PARAM_STR(p256dh) Z_PARAM_STR(auth) Z_PARAM_STR(payload) UINT32(padding))
  if (!php_matines_octets(p256dh, MATINES_P256DH_OCTETS, 1)
      || !php_matines_octets(auth, MATINES_AUTH_OCTETS, 2)) {
    RETURN_THROWS();
  }
  matines_status status = matines_webpush_encrypt(
      (const uint8_t *)ZSTR_VAL(p256dh), (const uint8_t *)ZSTR_VAL(auth),
      (const uint8_t *)ZSTR_VAL(payload), ZSTR_LEN(payload), padding, body, sizeof(body),
      &written);
  if (status != MATINES_OK) {
    RETURN_LONG(status);
  }
  RETURN_STRINGL((const char *)body, written);
}

METHOD(webpushEncryptMany)
{
  HashTable *p256dh, *auth, *payloads;
  zend_string *payload;
  uint32_t padding;
  php_matines_messages messages = {0};
  ARGUMENTS(
      4, Z_PARAM_ARRAY_HT(p256dh) Z_PARAM_ARRAY_HT(auth)
      Z_PARAM_ARRAY_HT_OR_STR(payloads, payload) UINT32(padding))
  messages.padding = padding;
  if (php_matines_messages_take(&messages, p256dh, auth, payloads, payload)) {
    php_matines_messages_encrypt(return_value, &messages);
  }
  php_matines_messages_free(&messages);
}

METHOD(vapidGenerate)
{
  char *key_file, public_key[MATINES_VAPID_KEY_SIZE] = "";
  ARGUMENTS(1, TEXT(key_file))
  matines_status status = matines_vapid_generate(key_file, public_key, sizeof(public_key));
  if (status != MATINES_OK) {
    RETURN_LONG(status);
  }
  RETURN_STRING(public_key);
}

DOCUMENT_METHOD(vapidKeys, matines_vapid_keys, 0)

METHOD(vapidHeader)
{
  matines_engine *engine;
  char *endpoint, *public_key, *authorization = NULL;
  ARGUMENTS(3, ENGINE(engine) TEXT(endpoint) TEXT_OR_NULL(public_key))
  matines_status status = matines_vapid_header(engine, endpoint, public_key, &authorization);
  php_matines_document(return_value, status, authorization);
}

static void outcomes_answer(zval *answer, const matines_outcome *outcomes, uint32_t count)
{
  array_init_size(answer, count);
  zend_hash_real_init_packed(Z_ARRVAL_P(answer));
  for (uint32_t i = 0; i < count; i++) {
    add_next_index_long(answer, outcomes[i]);
  }
}

METHOD(webpushSend)
{
  matines_engine *engine;
  char *subscriptions_json, *urgency, *topic;
  zend_string *payload;
  zend_long count;
  uint32_t ttl_s;
  ARGUMENTS(
      7, ENGINE(engine) TEXT(subscriptions_json) Z_PARAM_LONG(count) Z_PARAM_STR(payload)
      UINT32(ttl_s) TEXT_OR_NULL(urgency) TEXT_OR_NULL(topic))
  if (!php_matines_within(count, PHP_MATINES_MANY, 3)) {
    RETURN_THROWS();
  }
  matines_outcome *outcomes = safe_emalloc(count, sizeof(*outcomes), 0);
  matines_status status = matines_webpush_send(
      engine, subscriptions_json, (const uint8_t *)ZSTR_VAL(payload), ZSTR_LEN(payload), ttl_s,
      urgency, topic, outcomes, count);
  if (status == MATINES_OK) {
    outcomes_answer(return_value, outcomes, (uint32_t)count);
  } else {
    RETVAL_LONG(status);
  }
  efree(outcomes);
}
