#ifndef VELLUM_COPENSSL_SHIM_H
#define VELLUM_COPENSSL_SHIM_H

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/kdf.h>
#include <openssl/param_build.h>
#include <openssl/rand.h>
#include <openssl/rsa.h>

/// The numbers of keys: of RSA in the order of RFC 8017 A.1.2, then those of an elliptic curve.
typedef enum {
    VELLUM_RSA_N,
    VELLUM_RSA_E,
    VELLUM_RSA_D,
    VELLUM_RSA_P,
    VELLUM_RSA_Q,
    VELLUM_RSA_DP,
    VELLUM_RSA_DQ,
    VELLUM_RSA_QI,
    VELLUM_EC_X,
    VELLUM_EC_Y,
    VELLUM_EC_D,
} vellum_key_number;

/// Parameter names as C literals: OSSL_PARAM_BLD keeps the pointer, so a bridged Swift string would dangle.
static inline const char *vellum_key_number_name(vellum_key_number number) {
    switch (number) {
    case VELLUM_RSA_N: return OSSL_PKEY_PARAM_RSA_N;
    case VELLUM_RSA_E: return OSSL_PKEY_PARAM_RSA_E;
    case VELLUM_RSA_D: return OSSL_PKEY_PARAM_RSA_D;
    case VELLUM_RSA_P: return OSSL_PKEY_PARAM_RSA_FACTOR1;
    case VELLUM_RSA_Q: return OSSL_PKEY_PARAM_RSA_FACTOR2;
    case VELLUM_RSA_DP: return OSSL_PKEY_PARAM_RSA_EXPONENT1;
    case VELLUM_RSA_DQ: return OSSL_PKEY_PARAM_RSA_EXPONENT2;
    case VELLUM_RSA_QI: return OSSL_PKEY_PARAM_RSA_COEFFICIENT1;
    case VELLUM_EC_X: return OSSL_PKEY_PARAM_EC_PUB_X;
    case VELLUM_EC_Y: return OSSL_PKEY_PARAM_EC_PUB_Y;
    case VELLUM_EC_D: return OSSL_PKEY_PARAM_PRIV_KEY;
    }
    return NULL;
}

static inline int vellum_push_number(OSSL_PARAM_BLD *builder, vellum_key_number number, const BIGNUM *value) {
    return OSSL_PARAM_BLD_push_BN(builder, vellum_key_number_name(number), value);
}

static inline int vellum_get_number(const EVP_PKEY *key, vellum_key_number number, BIGNUM **value) {
    return EVP_PKEY_get_bn_param(key, vellum_key_number_name(number), value);
}

/// The curve and the point (SEC 1 §2.3.3, uncompressed) of a P-256 key. The point must outlive the builder's array.
static inline int vellum_push_p256(OSSL_PARAM_BLD *builder, const unsigned char *point, size_t count) {
    return OSSL_PARAM_BLD_push_utf8_string(builder, OSSL_PKEY_PARAM_GROUP_NAME, "prime256v1", 0) == 1
        && OSSL_PARAM_BLD_push_octet_string(builder, OSSL_PKEY_PARAM_PUB_KEY, point, count) == 1;
}

// New key pairs: functions with a variable number of arguments, which Swift does not import.

/// The public exponent is 65537.
static inline EVP_PKEY *vellum_rsa_generate(unsigned int bits) {
    return EVP_PKEY_Q_keygen(NULL, NULL, "RSA", (size_t)bits);
}

static inline EVP_PKEY *vellum_p256_generate(void) {
    return EVP_PKEY_Q_keygen(NULL, NULL, "EC", "P-256");
}

static inline EVP_PKEY *vellum_ed25519_generate(void) {
    return EVP_PKEY_Q_keygen(NULL, NULL, "ED25519");
}

/// Whether u·v is a square modulo p = 2^255 - 19, with u = y² - 1 and v = d·y² + 1: then edwards25519 has a point with
/// this y (RFC 8032 §5.1.3), where x² = u/v. Returns 1, 0, or -1 when OpenSSL fails.
/// - Parameter bytes: y, big-endian and less than p.
static inline int vellum_ed25519_has_point(const unsigned char bytes[32]) {
    BIGNUM *y = BN_bin2bn(bytes, 32, NULL), *p = NULL, *d = NULL;
    BIGNUM *u = BN_new(), *v = BN_new(), *square = BN_new();
    BN_CTX *scratch = BN_CTX_new();
    int found = -1;
    if (y != NULL && u != NULL && v != NULL && square != NULL && scratch != NULL
        && BN_hex2bn(&p, "7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffed") != 0
        && BN_hex2bn(&d, "52036cee2b6ffe738cc740797779e89800700a4d4141d8ab75eb4dca135978a3") != 0
        && BN_mod_sqr(square, y, p, scratch) == 1
        && BN_mod_sub(u, square, BN_value_one(), p, scratch) == 1
        && BN_mod_mul(v, d, square, p, scratch) == 1
        && BN_mod_add(v, v, BN_value_one(), p, scratch) == 1
        && BN_mod_mul(u, u, v, p, scratch) == 1) {
        int symbol = BN_kronecker(u, p, scratch);
        if (symbol != -2) found = symbol >= 0;
    }
    BN_CTX_free(scratch);
    BN_free(square);
    BN_free(v);
    BN_free(u);
    BN_free(d);
    BN_free(p);
    BN_free(y);
    return found;
}

/// Macros of macros, which Swift does not import.
static const int vellum_selection_key_pair = EVP_PKEY_KEYPAIR;
static const int vellum_selection_public_key = EVP_PKEY_PUBLIC_KEY;

#endif
