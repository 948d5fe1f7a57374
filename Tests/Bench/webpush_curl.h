/* SPDX-License-Identifier: MIT */
/* The floor of carrying pushes: a plain program of libcurl that makes the same requests. */
#ifndef WEBPUSH_CURL_H
#define WEBPUSH_CURL_H

#include <stddef.h>

typedef struct curl_floor curl_floor;

/* One multi, 64 handles in flight over HTTP/2, used again; the header lists are made here. */
curl_floor *curl_floor_open(const char *authorization, size_t length);
/* Posts so many bodies of `length` octets to the addresses of the server, and waits. */
void curl_floor_send(curl_floor *floor, long count);
void curl_floor_close(curl_floor *floor);

#endif
