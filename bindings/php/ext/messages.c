/* SPDX-License-Identifier: MIT */
#include "messages.h"

bool php_matines_octets(const zend_string *string, size_t octets, uint32_t argument)
{
  if (EXPECTED(ZSTR_LEN(string) == octets)) {
    return true;
  }
  zend_argument_value_error(argument, "must be %zu octets long", octets);
  return false;
}

static bool is_list(HashTable *strings, uint32_t count, uint32_t argument)
{
  zval *value;

  if (!zend_array_is_list(strings)) {
    zend_argument_value_error(argument, "must be a list");
    return false;
  }
  if (zend_hash_num_elements(strings) != count) {
    zend_argument_value_error(
        argument, "must have as many elements as argument #1 ($p256dh)");
    return false;
  }
  ZEND_HASH_FOREACH_VAL(strings, value) {
    ZVAL_DEREF(value);
    if (Z_TYPE_P(value) != IS_STRING) {
      zend_argument_type_error(
          argument, "must be a list of strings, %s given in it", zend_zval_type_name(value));
      return false;
    }
  } ZEND_HASH_FOREACH_END();
  return true;
}

/* Strings of `octets` each, one after another. */
static uint8_t *rows(HashTable *strings, size_t octets, uint32_t argument)
{
  uint8_t *rows = safe_emalloc(zend_hash_num_elements(strings), octets, 0);
  uint8_t *row = rows;
  zval *value;

  ZEND_HASH_FOREACH_VAL(strings, value) {
    ZVAL_DEREF(value);
    if (Z_STRLEN_P(value) != octets) {
      zend_argument_value_error(
          argument, "must be a list of strings of %zu octets", octets);
      efree(rows);
      return NULL;
    }
    memcpy(row, Z_STRVAL_P(value), octets);
    row += octets;
  } ZEND_HASH_FOREACH_END();
  return rows;
}

/* Of a message that is too long the library needs to see no more than that. */
static size_t seen(const zval *payload)
{
  return MIN(Z_STRLEN_P(payload), MATINES_PUSH_PAYLOAD_MAX + 1);
}

static void pack(php_matines_messages *messages, HashTable *payloads)
{
  size_t *offset = safe_emalloc(messages->count, sizeof(size_t), sizeof(size_t));
  zval *value;

  messages->offsets = offset;
  *offset = 0;
  ZEND_HASH_FOREACH_VAL(payloads, value) {
    ZVAL_DEREF(value);
    offset[1] = offset[0] + seen(value);
    messages->longest = MAX(messages->longest, seen(value));
    offset++;
  } ZEND_HASH_FOREACH_END();

  messages->length = *offset;
  messages->packed = safe_emalloc(1, messages->length, 1);
  offset = messages->offsets;
  ZEND_HASH_FOREACH_VAL(payloads, value) {
    ZVAL_DEREF(value);
    memcpy(messages->packed + *offset++, Z_STRVAL_P(value), seen(value));
  } ZEND_HASH_FOREACH_END();
  messages->payload = messages->packed;
}

bool php_matines_messages_take(
    php_matines_messages *messages, HashTable *p256dh, HashTable *auth, HashTable *payloads,
    zend_string *payload)
{
  messages->count = zend_hash_num_elements(p256dh);
  if (messages->count > PHP_MATINES_MANY) {
    zend_argument_value_error(1, "must have at most %d elements", PHP_MATINES_MANY);
    return false;
  }
  if (!is_list(p256dh, messages->count, 1) || !is_list(auth, messages->count, 2)
      || (payloads != NULL && !is_list(payloads, messages->count, 3))) {
    return false;
  }
  messages->p256dh = rows(p256dh, MATINES_P256DH_OCTETS, 1);
  messages->auth = messages->p256dh == NULL ? NULL : rows(auth, MATINES_AUTH_OCTETS, 2);
  if (messages->auth == NULL) {
    return false;
  }
  if (payloads != NULL) {
    pack(messages, payloads);
  } else {
    messages->payload = (const uint8_t *)ZSTR_VAL(payload);
    messages->length = messages->longest = ZSTR_LEN(payload);
  }
  return true;
}

/* Room for the longest body: the whole room where the library is going to refuse. */
static size_t body_octets(const php_matines_messages *messages)
{
  size_t step = MAX(messages->padding, 1);

  if (messages->longest > MATINES_PUSH_PAYLOAD_MAX || step > MATINES_PUSH_PAYLOAD_MAX) {
    return PHP_MATINES_BODY_MAX;
  }
  size_t padded = (messages->longest + step - 1) / step * step;
  return MIN(padded, MATINES_PUSH_PAYLOAD_MAX) + MATINES_PUSH_OVERHEAD;
}

static void bodies_answer(
    zval *answer, const uint8_t *bodies, size_t stride, const size_t *lengths, uint32_t count)
{
  array_init_size(answer, count);
  zend_hash_real_init_packed(Z_ARRVAL_P(answer));
  for (uint32_t i = 0; i < count; i++) {
    if (lengths[i] == 0) {
      add_next_index_null(answer);
    } else {
      add_next_index_stringl(answer, (const char *)bodies + i * stride, lengths[i]);
    }
  }
}

void php_matines_messages_encrypt(zval *answer, const php_matines_messages *messages)
{
  size_t stride = body_octets(messages);
  uint8_t *bodies = safe_emalloc(messages->count, stride, 0);
  size_t *lengths = safe_emalloc(messages->count, sizeof(size_t), 0);
  matines_status status = matines_webpush_encrypt_many(
      messages->count, messages->p256dh, messages->auth, messages->payload, messages->length,
      messages->offsets, messages->padding, bodies, stride, lengths);

  /* With a padding that is one, only keys are left to be invalid. */
  bool keys = status == MATINES_EINVALID && messages->padding <= MATINES_PUSH_PAYLOAD_MAX;
  if (status == MATINES_OK || keys) {
    bodies_answer(answer, bodies, stride, lengths, messages->count);
  } else {
    ZVAL_LONG(answer, status);
  }
  efree(lengths);
  efree(bodies);
}

void php_matines_messages_free(php_matines_messages *messages)
{
  void *parts[] = {messages->p256dh, messages->auth, messages->packed, messages->offsets};

  for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
    if (parts[i] != NULL) {
      efree(parts[i]);
    }
  }
}
