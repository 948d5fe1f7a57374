/* SPDX-License-Identifier: MIT */
#ifndef PHP_MATINES_H
#define PHP_MATINES_H

#include "php.h"

#include <matines.h>

#if SIZEOF_ZEND_LONG < 8
#error "The times of Matines are Unix milliseconds: PHP's integers must have 64 bits."
#endif

#if PHP_VERSION_ID < 80200
#error "Matines needs PHP 8.2 or later."
#endif

#define PHP_MATINES_VERSION "0.1.0"

extern zend_module_entry matines_module_entry;
#define phpext_matines_ptr &matines_module_entry

#endif
