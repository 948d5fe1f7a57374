/* SPDX-License-Identifier: MIT */
#include "webpush.h"

#include <openssl/bn.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/obj_mac.h>
#include <openssl/rand.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/random.h>
#include <sys/stat.h>

#include "measure.h"

enum { SCALAR = 32, PAGE = 4096 };

struct crypto_floor {
  EC_GROUP *group;
  BN_CTX *context;
  BIGNUM *scalar, *x, *y;
  EC_POINT *peer, *product;
  uint8_t page[PAGE];
  size_t left;
};

static void need(int worked) {
  if (!worked) give_up("libcrypto");
}

crypto_floor *crypto_floor_open(void) {
  crypto_floor *floor = calloc(1, sizeof *floor);
  if (!floor) give_up("memory");
  floor->group = EC_GROUP_new_by_curve_name(NID_X9_62_prime256v1);
  floor->context = BN_CTX_new();
  floor->scalar = BN_new(), floor->x = BN_new(), floor->y = BN_new();
  need(floor->group && floor->context && floor->scalar && floor->x && floor->y);
  floor->peer = EC_POINT_new(floor->group);
  floor->product = EC_POINT_new(floor->group);
  need(floor->peer && floor->product);
  BN_set_flags(floor->scalar, BN_FLG_CONSTTIME);
  return floor;
}

void crypto_floor_close(crypto_floor *floor) {
  EC_POINT_free(floor->product), EC_POINT_free(floor->peer);
  BN_free(floor->y), BN_free(floor->x), BN_free(floor->scalar);
  BN_CTX_free(floor->context);
  EC_GROUP_free(floor->group);
  free(floor);
}

static const uint8_t *draw(crypto_floor *floor) {
  if (floor->left == 0) {
    if (getrandom(floor->page, PAGE, 0) != PAGE) give_up("getrandom");
    floor->left = PAGE;
  }
  floor->left -= SCALAR;
  return floor->page + floor->left;
}

static void generate(crypto_floor *floor) {
  do {
    need(BN_bin2bn(draw(floor), SCALAR, floor->scalar) != NULL);
  } while (BN_is_zero(floor->scalar) ||
           BN_cmp(floor->scalar, EC_GROUP_get0_order(floor->group)) >= 0);
  need(EC_POINT_mul(floor->group, floor->product, floor->scalar, NULL, NULL, floor->context));
  need(EC_POINT_get_affine_coordinates(
      floor->group, floor->product, floor->x, floor->y, floor->context));
}

void crypto_floor_point(crypto_floor *floor, const uint8_t *p256dh) {
  need(EC_POINT_oct2point(
      floor->group, floor->peer, p256dh, MATINES_P256DH_OCTETS, floor->context));
}

void crypto_floor_message(crypto_floor *floor, const uint8_t *p256dh) {
  generate(floor);
  crypto_floor_point(floor, p256dh);
  need(EC_POINT_mul(
      floor->group, floor->product, NULL, floor->peer, floor->scalar, floor->context));
  need(EC_POINT_get_affine_coordinates(
      floor->group, floor->product, floor->x, NULL, floor->context));
}

void make_browsers(browsers *output) {
  crypto_floor *floor = crypto_floor_open();
  for (int i = 0; i < BROWSERS; i++) {
    generate(floor);
    need(EC_POINT_point2oct(
             floor->group, floor->product, POINT_CONVERSION_UNCOMPRESSED,
             output->p256dh + i * MATINES_P256DH_OCTETS, MATINES_P256DH_OCTETS,
             floor->context) == MATINES_P256DH_OCTETS);
  }
  need(RAND_bytes(output->auth, sizeof output->auth) == 1);
  crypto_floor_close(floor);
}

const uint8_t *browser_key(const browsers *browsers, long i) {
  return browsers->p256dh + i % BROWSERS * MATINES_P256DH_OCTETS;
}

const uint8_t *browser_secret(const browsers *browsers, long i) {
  return browsers->auth + i % BROWSERS * MATINES_AUTH_OCTETS;
}

/* RFC 4648, 5, without padding. */
static void base64url(char output[96], const uint8_t *octets, int count) {
  EVP_EncodeBlock((unsigned char *)output, octets, count);
  for (char *at = output; *at; at++) {
    if (*at == '+') *at = '-';
    if (*at == '/') *at = '_';
    if (*at == '=') *at = 0;
  }
}

char *browser_document(const browsers *browsers, long i, const char *endpoint) {
  char p256dh[96], auth[96];
  base64url(p256dh, browser_key(browsers, i), MATINES_P256DH_OCTETS);
  base64url(auth, browser_secret(browsers, i), MATINES_AUTH_OCTETS);
  return text(
      "{\"endpoint\":\"%s\",\"keys\":{\"p256dh\":\"%s\",\"auth\":\"%s\"}}", endpoint, p256dh,
      auth);
}

char *webpush_members(void) {
  const char *authority = getenv("PUSH_CA");
  long port = setting("PUSH_PORT", 0);
  if (!authority || port == 0) give_up("PUSH_PORT and PUSH_CA name no server");
  char public_key[MATINES_VAPID_KEY_SIZE];
  struct stat status;
  if (stat("vapid.pem", &status) != 0)
    must(matines_vapid_generate("vapid.pem", public_key, sizeof public_key), "vapid_generate");
  return text(
      ",\"webpush\":{\"subject\":\"mailto:it@example.org\",\"keys\":[\"vapid.pem\"],"
      "\"ca_file\":\"%s\",\"allow\":{\"networks\":[\"127.0.0.0/8\",\"::1/128\"],"
      "\"ports\":[%ld]}}",
      authority, port);
}

char *push_endpoint(long i) {
  return text("https://push.localhost:%ld/push?%ld", setting("PUSH_PORT", 0), i);
}
