#include "tally.h"

#include <string.h>
#include <time.h>

uint64_t now_us(void)
{
    struct timespec t;
    clock_gettime(CLOCK_REALTIME, &t);
    return t.tv_sec * 1000000ull + t.tv_nsec / 1000;
}

static int bucket_of(uint64_t us)
{
    if (us < 64)
        return us;
    int octave = 63 - __builtin_clzll(us) - 6; /* how far to shift to keep seven bits */
    int bucket = 64 * octave + (us >> octave);
    return bucket < BUCKETS ? bucket : BUCKETS - 1;
}

static uint64_t bucket_top(int bucket)
{
    if (bucket < 128)
        return bucket;
    int octave = bucket / 64 - 1;
    return ((uint64_t)(bucket - 64 * octave + 1) << octave) - 1;
}

void times_add(struct times *times, uint64_t us)
{
    times->count++;
    times->buckets[bucket_of(us)]++;
    if (us > times->longest)
        times->longest = us;
}

static uint64_t quantile(const struct times *times, double share)
{
    uint64_t below = 0, wanted = times->count * share;
    for (int i = 0; i < BUCKETS; i++) {
        below += times->buckets[i];
        if (below > wanted)
            return bucket_top(i) < times->longest ? bucket_top(i) : times->longest;
    }
    return times->longest;
}

void tally_error(struct tally *tally, const char *text, size_t length)
{
    if (tally->errors++)
        return;
    size_t kept = 0;
    for (size_t i = 0; i < length && kept < sizeof tally->first_error - 1; i++)
        if (text[i] >= ' ' && text[i] != '"' && text[i] != '\\')
            tally->first_error[kept++] = text[i];
    tally->first_error[kept] = 0;
}

static void times_print(const char *name, const struct times *times)
{
    printf(", \"%s\": ", name);
    if (!times->count) {
        printf("null");
        return;
    }
    printf("{\"p50\": %ju, \"p90\": %ju, \"p99\": %ju, \"max\": %ju}", quantile(times, 0.5),
           quantile(times, 0.9), quantile(times, 0.99), times->longest);
}

void tally_print(const struct tally *tally, const char *job, uint64_t started, uint64_t ended)
{
    printf("{\"job\": \"%s\", \"seconds\": %.6f, \"sent\": %ju, \"answered\": %ju", job,
           (ended - started) / 1e6, tally->sent, tally->answered);
    printf(", \"delivered\": %ju, \"bytes\": %ju, \"rounds\": %ju, \"lost\": %ju, \"late\": %ju",
           tally->delivered, tally->bytes, tally->rounds, tally->lost, tally->late);
    printf(", \"errors\": %ju, \"first_error\": \"%s\", \"refused\": %ju", tally->errors,
           tally->first_error, tally->refused);
    printf(", \"closed\": %ju, \"close_code\": %d", tally->closed, tally->close_code);
    times_print("delivery_us", &tally->delivery);
    times_print("answer_us", &tally->answer);
    times_print("spread_us", &tally->spread);
    printf("}\n");
    fflush(stdout);
}
