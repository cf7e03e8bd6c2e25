/* What happened since the last reset: counts, and times in buckets of 1.6 %. */
#ifndef BENCH_TALLY_H
#define BENCH_TALLY_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

/* 64 buckets to each power of two, up to 2^36 µs: constant memory however long a run is. */
enum { BUCKETS = 64 * 32 };

struct times {
    uint64_t count, longest;
    uint64_t buckets[BUCKETS];
};

struct tally {
    uint64_t sent, answered, delivered, bytes, rounds, lost, late, errors, refused, closed;
    int close_code;
    char first_error[200];
    struct times delivery, answer, spread; /* µs */
};

uint64_t now_us(void);
void times_add(struct times *times, uint64_t us);
void tally_error(struct tally *tally, const char *text, size_t length);
/* One JSON object on a line of its own. */
void tally_print(const struct tally *tally, const char *job, uint64_t started, uint64_t ended);

#endif
