/* SPDX-License-Identifier: MIT */
/* What the library answers, as values of PHP. A failure is its status, a negative number. */
#ifndef PHP_MATINES_ANSWER_H
#define PHP_MATINES_ANSWER_H

#include "php_matines.h"

/* A number the library gave. */
void php_matines_number(zval *answer, matines_status status, zend_long number);

/* A text the library gave, which is freed; null for none. */
void php_matines_document(zval *answer, matines_status status, char *document);

/* Structures, as arrays of their members. */
void php_matines_receipt(zval *answer, matines_status status, const matines_receipt *receipt);
void php_matines_counts(zval *answer, matines_status status, const matines_counts *counts);
void php_matines_marked(zval *answer, matines_status status, const matines_marked *marked);
void php_matines_work_report(
    zval *answer, matines_status status, const matines_work_report *report);
void php_matines_prune_report(
    zval *answer, matines_status status, const matines_prune_report *report);

#endif
