#ifndef VELLUM_COPENSSL_SHIM_H
#define VELLUM_COPENSSL_SHIM_H

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/kdf.h>
#include <openssl/param_build.h>
#include <openssl/rand.h>
#include <openssl/rsa.h>

/// The numbers of an RSA key in the order of RFC 8017 A.1.2.
typedef enum {
    VELLUM_RSA_N,
    VELLUM_RSA_E,
    VELLUM_RSA_D,
    VELLUM_RSA_P,
    VELLUM_RSA_Q,
    VELLUM_RSA_DP,
    VELLUM_RSA_DQ,
    VELLUM_RSA_QI,
} vellum_rsa_number;

/// Parameter names as C literals: OSSL_PARAM_BLD keeps the pointer, so a bridged Swift string would dangle.
static inline const char *vellum_rsa_number_name(vellum_rsa_number number) {
    switch (number) {
    case VELLUM_RSA_N: return OSSL_PKEY_PARAM_RSA_N;
    case VELLUM_RSA_E: return OSSL_PKEY_PARAM_RSA_E;
    case VELLUM_RSA_D: return OSSL_PKEY_PARAM_RSA_D;
    case VELLUM_RSA_P: return OSSL_PKEY_PARAM_RSA_FACTOR1;
    case VELLUM_RSA_Q: return OSSL_PKEY_PARAM_RSA_FACTOR2;
    case VELLUM_RSA_DP: return OSSL_PKEY_PARAM_RSA_EXPONENT1;
    case VELLUM_RSA_DQ: return OSSL_PKEY_PARAM_RSA_EXPONENT2;
    case VELLUM_RSA_QI: return OSSL_PKEY_PARAM_RSA_COEFFICIENT1;
    }
    return NULL;
}

static inline int vellum_rsa_push(OSSL_PARAM_BLD *builder, vellum_rsa_number number, const BIGNUM *value) {
    return OSSL_PARAM_BLD_push_BN(builder, vellum_rsa_number_name(number), value);
}

static inline int vellum_rsa_get(const EVP_PKEY *key, vellum_rsa_number number, BIGNUM **value) {
    return EVP_PKEY_get_bn_param(key, vellum_rsa_number_name(number), value);
}

/// A new key pair with the public exponent 65537. A macro over a variadic function, which Swift does not import.
static inline EVP_PKEY *vellum_rsa_generate(unsigned int bits) {
    return EVP_RSA_gen(bits);
}

/// Macros of macros, which Swift does not import.
static const int vellum_selection_key_pair = EVP_PKEY_KEYPAIR;
static const int vellum_selection_public_key = EVP_PKEY_PUBLIC_KEY;

#endif
