#ifndef BENCH_ACCEPT_KEY_H
#define BENCH_ACCEPT_KEY_H

#include <stddef.h>

/* RFC 6455, 4.2.2: base64(SHA-1(key + GUID)) as 28 characters and a zero into `accept`. */
void accept_key(char accept[32], const char *key, size_t length);

#endif
