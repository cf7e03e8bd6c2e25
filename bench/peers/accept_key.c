#include "accept_key.h"

#include <stdint.h>
#include <string.h>

#define GUID "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"

enum { BLOCK = 64, DIGEST = 20, LONGEST_KEY = 80 };

static uint32_t turn(uint32_t word, int by)
{
    return word << by | word >> (32 - by);
}

/* FIPS 180-4, 6.1.2 */
static void sha1_block(uint32_t hash[5], const uint8_t *block)
{
    static const uint32_t constant[4] = {0x5a827999, 0x6ed9eba1, 0x8f1bbcdc, 0xca62c1d6};
    uint32_t w[80], a = hash[0], b = hash[1], c = hash[2], d = hash[3], e = hash[4];
    for (int t = 0; t < 80; t++) {
        const uint8_t *at = block + 4 * t;
        w[t] = t < 16 ? (uint32_t)at[0] << 24 | at[1] << 16 | at[2] << 8 | at[3]
                      : turn(w[t - 3] ^ w[t - 8] ^ w[t - 14] ^ w[t - 16], 1);
        uint32_t mixed = t < 20 ? (b & c) | (~b & d) : t >= 40 && t < 60 ? (b & c) | (b & d) | (c & d)
                                                                     : b ^ c ^ d;
        uint32_t next = turn(a, 5) + mixed + e + constant[t / 20] + w[t];
        e = d, d = c, c = turn(b, 30), b = a, a = next;
    }
    hash[0] += a, hash[1] += b, hash[2] += c, hash[3] += d, hash[4] += e;
}

static void sha1(uint8_t digest[DIGEST], const uint8_t *bytes, size_t length)
{
    uint32_t hash[5] = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0};
    uint8_t padded[3 * BLOCK] = {0};
    size_t whole = (length + 9 + BLOCK - 1) / BLOCK * BLOCK;
    memcpy(padded, bytes, length);
    padded[length] = 0x80;
    padded[whole - 2] = length * 8 >> 8;
    padded[whole - 1] = length * 8;
    for (size_t at = 0; at < whole; at += BLOCK)
        sha1_block(hash, padded + at);
    for (int i = 0; i < DIGEST; i++)
        digest[i] = hash[i / 4] >> (24 - 8 * (i % 4));
}

static void base64(char *out, const uint8_t *bytes, size_t length)
{
    static const char letters[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (size_t at = 0; at < length; at += 3) {
        size_t here = length - at < 3 ? length - at : 3;
        uint32_t bits = bytes[at] << 16 | (here > 1 ? bytes[at + 1] << 8 : 0) |
                        (here > 2 ? bytes[at + 2] : 0);
        for (size_t i = 0; i < 4; i++)
            *out++ = i <= here ? letters[bits >> (18 - 6 * i) & 63] : '=';
    }
    *out = 0;
}

void accept_key(char accept[32], const char *key, size_t length)
{
    uint8_t text[LONGEST_KEY + sizeof GUID], digest[DIGEST];
    length = length < LONGEST_KEY ? length : LONGEST_KEY;
    memcpy(text, key, length);
    memcpy(text + length, GUID, sizeof GUID - 1);
    sha1(digest, text, length + sizeof GUID - 1);
    base64(accept, digest, DIGEST);
}
