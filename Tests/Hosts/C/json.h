/* SPDX-License-Identifier: MIT */
/* Reads the library's answers: whether they are JSON (RFC 8259), and one value by its path. */
#ifndef JSON_H
#define JSON_H

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static inline const char *json_skip(const char *at);

static inline const char *json_space(const char *at) {
  while (at && *at && strchr(" \t\r\n", *at)) at++;
  return at;
}

static inline const char *json_string(const char *at) {
  if (*at++ != '"') return NULL;
  for (; *at != '"'; at++) {
    if ((unsigned char)*at < 0x20) return NULL;
    if (*at == '\\' && !*++at) return NULL;
  }
  return at + 1;
}

static inline const char *json_items(const char *at, char close, int named) {
  at = json_space(at + 1);
  if (at && *at == close) return at + 1;
  while (at) {
    if (named) {
      at = json_string(json_space(at));
      at = at ? json_space(at) : NULL;
      if (!at || *at++ != ':') return NULL;
    }
    at = json_skip(at);
    if (!at) return NULL;
    if (*at == close) return at + 1;
    if (*at++ != ',') return NULL;
  }
  return NULL;
}

/* Behind the value and the space after it; NULL where there is no value. */
static inline const char *json_skip(const char *at) {
  at = json_space(at);
  const char *end = NULL;
  char *number_end = NULL;
  if (*at == '{') end = json_items(at, '}', 1);
  else if (*at == '[') end = json_items(at, ']', 0);
  else if (*at == '"') end = json_string(at);
  else if (!strncmp(at, "true", 4) || !strncmp(at, "null", 4)) end = at + 4;
  else if (!strncmp(at, "false", 5)) end = at + 5;
  else if (*at == '-' || isdigit((unsigned char)*at)) {
    strtod(at, &number_end);
    end = number_end;
  }
  return end ? json_space(end) : NULL;
}

static inline int json_valid(const char *text) {
  const char *end = text ? json_skip(text) : NULL;
  return end && !*end;
}

static inline const char *json_element(const char *at, long index) {
  at = *at == '[' ? json_space(at + 1) : NULL;
  if (at && *at == ']') return NULL;
  for (; at && index > 0; index--) {
    at = json_skip(at);
    if (!at || *at++ != ',') return NULL;
  }
  return json_space(at);
}

static inline const char *json_member(const char *at, const char *name, size_t length) {
  at = *at == '{' ? json_space(at + 1) : NULL;
  while (at && *at == '"') {
    const char *end = json_string(at);
    if (!end) return NULL;
    int same = (size_t)(end - at) == length + 2 && !strncmp(at + 1, name, length);
    at = json_space(end);
    if (*at++ != ':') return NULL;
    if (same) return json_space(at);
    at = json_skip(at);
    if (!at || *at++ != ',') return NULL;
    at = json_space(at);
  }
  return NULL;
}

/* The value at "rungs.0.channel": a string without its quotes, anything else as it stands. The
   answer lives until the eighth call from now; "" where there is no such value. */
static inline const char *json_at(const char *text, const char *path) {
  static _Thread_local char answers[8][1 << 16];
  static _Thread_local unsigned turn;
  char *answer = answers[turn++ % 8];
  const char *at = text ? json_space(text) : NULL;
  *answer = 0;
  while (at && *path) {
    size_t length = strcspn(path, ".");
    at = isdigit((unsigned char)*path) ? json_element(at, strtol(path, NULL, 10))
                                       : json_member(at, path, length);
    path += length + (path[length] == '.');
  }
  const char *end = at ? json_skip(at) : NULL;
  if (!end) return answer;
  while (end > at && strchr(" \t\r\n", end[-1])) end--;
  int quoted = *at == '"';
  snprintf(answer, sizeof answers[0], "%.*s", (int)(end - at - 2 * quoted), at + quoted);
  return answer;
}

/* How many elements the list at this path has. */
static inline int json_count(const char *text, const char *path) {
  char place[256];
  int count = 0;
  for (;; count++) {
    snprintf(place, sizeof place, "%s.%d", path, count);
    if (!*json_at(text, place)) return count;
  }
}

#endif
