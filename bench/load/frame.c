#include "frame.h"

#include <string.h>

/* A fixed key: masking protects proxies from hostile pages, and here there are neither. */
static const uint8_t KEY[4] = {0x37, 0xfa, 0x21, 0x3d};

static void mask(uint8_t *bytes, size_t length, const uint8_t key[4])
{
    for (size_t i = 0; i < length; i++)
        bytes[i] ^= key[i & 3];
}

static size_t length_read(const uint8_t *bytes, int wide)
{
    size_t length = 0;
    for (int i = 0; i < wide; i++)
        length = length << 8 | bytes[2 + i];
    return length;
}

int frame_read(uint8_t *bytes, size_t have, struct frame *frame)
{
    if (have < 2)
        return 0;
    if ((bytes[0] & 0xf0) != 0x80)
        return -1;
    size_t length = bytes[1] & 0x7f;
    int wide = length == 126 ? 2 : length == 127 ? 8 : 0;
    int masked = bytes[1] >> 7;
    size_t head = 2 + wide + 4 * masked;
    if (have < head)
        return 0;
    if (wide)
        length = length_read(bytes, wide);
    if (have - head < length)
        return 0;
    *frame = (struct frame){bytes[0] & 0x0f, bytes + head, length, head + length};
    if (masked)
        mask(frame->payload, length, bytes + head - 4);
    return 1;
}

size_t frame_write(uint8_t *out, int opcode, const void *payload, size_t length, int masked)
{
    int wide = length < 126 ? 0 : length < 65536 ? 2 : 8;
    size_t head = 2 + wide;
    out[0] = 0x80 | opcode;
    out[1] = (masked ? 0x80 : 0) | (wide == 0 ? length : wide == 2 ? 126 : 127);
    for (int i = 0; i < wide; i++)
        out[2 + i] = length >> 8 * (wide - 1 - i);
    if (masked) {
        memcpy(out + head, KEY, 4);
        head += 4;
    }
    memcpy(out + head, payload, length);
    if (masked)
        mask(out + head, length, KEY);
    return head + length;
}
