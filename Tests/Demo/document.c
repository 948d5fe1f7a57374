/* SPDX-License-Identifier: MIT */
#include "document.h"

#include <stdlib.h>
#include <string.h>

static const char *past_space(const char *at) { return at + strspn(at, " \t\r\n"); }

static const char *past_string(const char *at) {
  for (at++; *at != '\0' && *at != '"'; at++)
    if (*at == '\\' && at[1] != '\0') at++;
  return *at == '"' ? at + 1 : at;
}

/* Behind a value of any kind. */
static const char *past_value(const char *at) {
  int depth = 0;
  do {
    if (*at == '"') {
      at = past_string(at);
    } else {
      if (*at == '{' || *at == '[') depth++;
      if (*at == '}' || *at == ']') depth--;
      at++;
    }
  } while (*at != '\0' && (depth > 0 || strchr(",]}", *at) == NULL));
  return at;
}

const char *document_member(const char *object, const char *name) {
  size_t length = strlen(name);
  if (object == NULL || *object != '{') return NULL;
  for (const char *at = past_space(object + 1); *at == '"';) {
    const char *key = at + 1;
    const char *end = past_string(at);
    const char *value = past_space(past_space(end) + 1);
    if ((size_t)(end - key) == length + 1 && memcmp(key, name, length) == 0) return value;
    at = past_space(past_value(value));
    if (*at == ',') at = past_space(at + 1);
  }
  return NULL;
}

const char *document_first(const char *array) {
  if (array == NULL || *array != '[') return NULL;
  const char *at = past_space(array + 1);
  return *at == ']' ? NULL : at;
}

const char *document_next(const char *element) {
  const char *at = past_space(past_value(element));
  return *at == ',' ? past_space(at + 1) : NULL;
}

/* The library writes text as it is and escapes only what JSON wants escaped; of those, a control
   character becomes a space here. */
void document_text(const char *value, char *text, size_t size) {
  size_t length = 0;
  if (value != NULL && *value == '"') {
    for (const char *at = value + 1; *at != '\0' && *at != '"' && length + 1 < size; at++) {
      if (*at != '\\') {
        text[length++] = *at;
        continue;
      }
      at++;
      if (*at == 'u') at += strnlen(at, 5) == 5 ? 4 : 0;
      text[length++] = strchr("\"\\/", *at) != NULL ? *at : ' ';
    }
    /* A cut must not leave half a character. */
    while (length + 1 >= size && length > 0 && (text[length - 1] & 0x80) != 0) length--;
  }
  text[length] = '\0';
}

int64_t document_number(const char *value) {
  if (value == NULL || *value < '0' || *value > '9') return -1;
  return strtoll(value, NULL, 10);
}
