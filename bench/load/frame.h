/* WebSocket frames (RFC 6455), as much of them as a load generator and its peers need:
 * whole messages only, no extensions. */
#ifndef BENCH_FRAME_H
#define BENCH_FRAME_H

#include <stddef.h>
#include <stdint.h>

enum { TEXT = 1, CLOSE = 8, PING = 9, PONG = 10 };
enum { FRAME_HEAD = 14 }; /* two bytes, eight of length, four of mask */

struct frame {
    int opcode;
    uint8_t *payload;
    size_t length;
    size_t whole; /* head and payload, in bytes */
};

/* Reads the frame at the start of `bytes` and unmasks it in place.
 * 1: read; 0: more bytes are needed; -1: a fragment or an extension, which we never agreed to. */
int frame_read(uint8_t *bytes, size_t have, struct frame *frame);

/* Writes one frame to `out`, which has room for FRAME_HEAD + length; returns its size.
 * Clients must mask. */
size_t frame_write(uint8_t *out, int opcode, const void *payload, size_t length, int masked);

#endif
