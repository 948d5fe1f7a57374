/* SPDX-License-Identifier: MIT */
/* The shapes that methods have in common: how arguments are taken and answers are given. */
#ifndef PHP_MATINES_METHOD_H
#define PHP_MATINES_METHOD_H

#include "php_matines.h"

#include "answer.h"

#define METHOD(name) ZEND_METHOD(Matines_Native_Extension, name)

/* ARGUMENTS(2, ENGINE(engine) TEXT(user_id)): each in turn, into variables of these names. */
#define ARGUMENTS(count, ...) \
  ZEND_PARSE_PARAMETERS_START(count, count) \
  zend_long _number = 0; \
  size_t _length = 0; \
  (void)_number; \
  (void)_length; \
  __VA_ARGS__ \
  ZEND_PARSE_PARAMETERS_END();

#define NO_ARGUMENTS() ZEND_PARSE_PARAMETERS_NONE();

/* The library tells handles from other numbers. */
#define ENGINE(engine) \
  Z_PARAM_LONG(_number) \
  engine = (matines_engine *)(intptr_t)_number;

#define TEXT(text) Z_PARAM_PATH(text, _length)
#define TEXT_OR_NULL(text) Z_PARAM_PATH_OR_NULL(text, _length)

#define UINT32(number) \
  Z_PARAM_LONG(_number) \
  if (UNEXPECTED(!php_matines_within(_number, UINT32_MAX, _i))) { \
    _error_code = ZPP_ERROR_FAILURE; \
    break; \
  } \
  number = (uint32_t)_number;

/* Methods whose arguments are the engine and so many texts: their answer is the status... */
#define STATUS_METHOD(name, function, texts) \
  METHOD(name) \
  { \
    matines_engine *engine; \
    VARIABLES_##texts \
    ARGUMENTS(1 + texts, ENGINE(engine) TAKE_##texts) \
    RETURN_LONG(function(PASS_##texts)); \
  }

/* ... or a document. */
#define DOCUMENT_METHOD(name, function, texts) \
  METHOD(name) \
  { \
    char *document = NULL; \
    matines_engine *engine; \
    VARIABLES_##texts \
    ARGUMENTS(1 + texts, ENGINE(engine) TAKE_##texts) \
    matines_status status = function(PASS_##texts, &document); \
    php_matines_document(return_value, status, document); \
  }

#define VARIABLES_0
#define VARIABLES_1 char *first;
#define VARIABLES_2 VARIABLES_1 char *second;
#define VARIABLES_3 VARIABLES_2 char *third;
#define TAKE_0
#define TAKE_1 TEXT(first)
#define TAKE_2 TAKE_1 TEXT(second)
#define TAKE_3 TAKE_2 TEXT(third)
#define PASS_0 engine
#define PASS_1 PASS_0, first
#define PASS_2 PASS_1, second
#define PASS_3 PASS_2, third

/* Throws a ValueError when an argument is not from 0 to highest. */
static inline bool php_matines_within(zend_long number, zend_long highest, uint32_t argument)
{
  if (EXPECTED(number >= 0 && number <= highest)) {
    return true;
  }
  zend_argument_value_error(argument, "must be between 0 and " ZEND_LONG_FMT, highest);
  return false;
}

#endif
