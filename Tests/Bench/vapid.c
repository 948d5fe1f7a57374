/* SPDX-License-Identifier: MIT */
/*
 * The CPU of one Authorization header: `vapid_fresh` for an origin never seen before, hence signed,
 * in turn with its floor, one signature of 32 octets on a context that is used again;
 * `vapid_cached` for one whose token is kept.
 */
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "measure.h"

enum { FRESH = 1000, CACHED = 20000 };

static void header(matines_engine *engine, const char *endpoint) {
  char *authorization = NULL;
  must(matines_vapid_header(engine, endpoint, NULL, &authorization), "vapid_header");
  if (strncmp(authorization, "vapid t=", 8) != 0) give_up("not a header");
  matines_free(authorization);
}

static double fresh(matines_engine *engine) {
  static unsigned long origins;
  double start = cpu_us();
  for (int i = 0; i < FRESH; i++) {
    char endpoint[64];
    snprintf(endpoint, sizeof endpoint, "https://p%lu.example.org/", origins++);
    header(engine, endpoint);
  }
  return (cpu_us() - start) / FRESH;
}

static double cached(matines_engine *engine) {
  header(engine, "https://push.example.org/");
  double start = cpu_us();
  for (int i = 0; i < CACHED; i++) header(engine, "https://push.example.org/");
  return (cpu_us() - start) / CACHED;
}

static EVP_PKEY_CTX *open_signer(void) {
  FILE *file = fopen("vapid.pem", "r");
  EVP_PKEY *key = file ? PEM_read_PrivateKey(file, NULL, NULL, NULL) : NULL;
  EVP_PKEY_CTX *signer = key ? EVP_PKEY_CTX_new_from_pkey(NULL, key, NULL) : NULL;
  if (!signer || EVP_PKEY_sign_init(signer) != 1) give_up("libcrypto");
  EVP_PKEY_free(key); /* the context keeps it */
  fclose(file);
  return signer;
}

static double signatures(EVP_PKEY_CTX *signer) {
  double start = cpu_us();
  for (int i = 0; i < FRESH; i++) {
    unsigned char digest[32] = {(unsigned char)i}, signature[80];
    size_t length = sizeof signature;
    if (EVP_PKEY_sign(signer, signature, &length, digest, sizeof digest) != 1)
      give_up("libcrypto");
  }
  return (cpu_us() - start) / FRESH;
}

int main(void) {
  char public_key[MATINES_VAPID_KEY_SIZE];
  must(matines_vapid_generate("vapid.pem", public_key, sizeof public_key), "vapid_generate");
  matines_engine *engine = NULL;
  must(
      matines_open(
          "{\"store\":\"memory:\",\"webpush\":{\"subject\":\"mailto:it@example.org\","
          "\"keys\":[\"vapid.pem\"]}}",
          &engine),
      "open");
  EVP_PKEY_CTX *signer = open_signer();
  double new_origin[ROUNDS], floor[ROUNDS], ratios[ROUNDS], kept[ROUNDS];
  fresh(engine), signatures(signer);
  for (int round = 0; round < ROUNDS; round++) {
    new_origin[round] = fresh(engine);
    floor[round] = signatures(signer);
    ratios[round] = new_origin[round] / floor[round];
    kept[round] = cached(engine);
  }
  print_ratio(
      "vapid_fresh", median(new_origin, ROUNDS), "us", "vapid_floor", median(floor, ROUNDS),
      median(ratios, ROUNDS));
  print_figure("vapid_cached", median(kept, ROUNDS), "us");
  EVP_PKEY_CTX_free(signer);
  matines_close(engine);
}
