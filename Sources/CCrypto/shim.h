/* SPDX-License-Identifier: MIT */
#ifndef MATINES_CCRYPTO_SHIM_H
#define MATINES_CCRYPTO_SHIM_H

/* SHA-256 in memory of our own: see KeyDerivation. */
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/obj_mac.h>
#include <openssl/param_build.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/sha.h>
#include <openssl/x509.h>

/* Macros of casts, hence out of Swift's reach: which parts of a key are meant. */
static const int matines_public_key = EVP_PKEY_PUBLIC_KEY;
static const int matines_key_pair = EVP_PKEY_KEYPAIR;

#endif
