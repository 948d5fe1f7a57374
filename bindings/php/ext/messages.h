/* SPDX-License-Identifier: MIT */
/* Many messages, from lists of PHP to the rows that matines_webpush_encrypt_many() reads. */
#ifndef PHP_MATINES_MESSAGES_H
#define PHP_MATINES_MESSAGES_H

#include "php_matines.h"

enum {
  PHP_MATINES_MANY = 100000, /* in one call */
  PHP_MATINES_BODY_MAX = MATINES_PUSH_PAYLOAD_MAX + MATINES_PUSH_OVERHEAD
};

typedef struct {
  uint32_t count;
  uint32_t padding;
  uint8_t *p256dh;
  uint8_t *auth;
  uint8_t *packed;        /* the payloads one after another; NULL when all have the same */
  size_t *offsets;        /* likewise */
  const uint8_t *payload; /* that of all; lives as long as the arguments */
  size_t length;
  size_t longest;
} php_matines_messages;

/* Whether a string has so many octets; throws a ValueError otherwise. */
bool php_matines_octets(const zend_string *string, size_t octets, uint32_t argument);

/* Takes the arguments of the method in their order: payloads or payload is NULL. Throws, and says
   false, when they are no lists of as many strings of the right lengths. */
bool php_matines_messages_take(
    php_matines_messages *messages, HashTable *p256dh, HashTable *auth, HashTable *payloads,
    zend_string *payload);

/* Answers the bodies, with null where a key is no point of the curve, or the status. */
void php_matines_messages_encrypt(zval *answer, const php_matines_messages *messages);

void php_matines_messages_free(php_matines_messages *messages);

#endif
