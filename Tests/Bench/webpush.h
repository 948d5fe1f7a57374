/* SPDX-License-Identifier: MIT */
/* Browsers to write to, and what writing to one cannot do without. */
#ifndef WEBPUSH_H
#define WEBPUSH_H

#include <matines.h>

enum { BROWSERS = 64 };

/* Keys and secrets one after another, as matines_webpush_encrypt_many() takes them. */
typedef struct {
  uint8_t p256dh[BROWSERS * MATINES_P256DH_OCTETS];
  uint8_t auth[BROWSERS * MATINES_AUTH_OCTETS];
} browsers;

void make_browsers(browsers *output);
const uint8_t *browser_key(const browsers *browsers, long i);
const uint8_t *browser_secret(const browsers *browsers, long i);
/* Browser `i` (they come round again) as PushSubscription.toJSON() writes it; free() it. */
char *browser_document(const browsers *browsers, long i, const char *endpoint);

/*
 * The member "webpush" of the engine's document, beginning with a comma, for the server on loopback
 * at the port PUSH_PORT, of the authority PUSH_CA. The key is made here. free() it.
 */
char *webpush_members(void);
/* An address of that server; free() it. */
char *push_endpoint(long i);

/*
 * The floor of encryption: one key generation (32 octets of randomness, read from the kernel 4 096
 * at a time, as a scalar; the generator's multiple; its coordinates) and one ECDH (the browser's 65
 * octets checked and read; its multiple; the x coordinate), with objects that are used again.
 */
typedef struct crypto_floor crypto_floor;

crypto_floor *crypto_floor_open(void);
void crypto_floor_message(crypto_floor *floor, const uint8_t *p256dh);
/* What of it reads the browser's key and checks that it lies on the curve. */
void crypto_floor_point(crypto_floor *floor, const uint8_t *p256dh);
void crypto_floor_close(crypto_floor *floor);

#endif
