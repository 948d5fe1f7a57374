/* SPDX-License-Identifier: MIT */
/* Reads the library's own documents, whose form needs no checking. */
#ifndef DEMO_DOCUMENT_H
#define DEMO_DOCUMENT_H

#include <stddef.h>
#include <stdint.h>

/* The value of a member of an object, or NULL. */
const char *document_member(const char *object, const char *name);

/* The first element of an array, then the one after an element; NULL at the end. */
const char *document_first(const char *array);
const char *document_next(const char *element);

/* The text of a string, cut to the size; "" for anything else. */
void document_text(const char *value, char *text, size_t size);

/* A whole number; -1 for anything else, null and NULL among them. */
int64_t document_number(const char *value);

#endif
