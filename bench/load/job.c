/* The jobs: what is sent when, and when it is over. Each ends with one line of JSON. */
#include <stdio.h>
#include <string.h>

#include "load.h"

enum {
    OPENING_AT_ONCE = 64,       /* handshakes in flight */
    OPENING_PATIENCE = 60000000, /* µs without any progress, then as with the two below */
    ROUND_PATIENCE = 2000000,
    DRAIN_PATIENCE = 2000000
};

static struct {
    char name[16];
    int (*step)(void); /* 0: over; else how long it can wait, in ms */
    uint64_t started, deadline, moved; /* moved: when something last happened */
    uint64_t progress;
    size_t wanted, senders;
    double per_second;
} job;

static void finish(uint64_t ended)
{
    tally_print(&load.tally, job.name, job.started, ended);
    job.step = NULL;
}

/* Has nothing happened for so long? */
static int stalled(uint64_t progress, uint64_t patience)
{
    uint64_t now = now_us();
    if (progress != job.progress) {
        job.progress = progress;
        job.moved = now;
    }
    return now - job.moved > patience;
}

static int step_open(void)
{
    size_t through = load.ready + load.tally.closed;
    size_t flying = load.opened > through ? load.opened - through : 0;
    if (load.opened < job.wanted && flying < OPENING_AT_ONCE) {
        size_t left = job.wanted - load.opened, room = OPENING_AT_ONCE - flying;
        people_open(left < room ? left : room);
        return 1;
    }
    int over = load.opened >= job.wanted && !flying;
    if (over || stalled(through, OPENING_PATIENCE)) {
        load.tally.answered = load.ready;
        finish(now_us());
    }
    return 10;
}

static int step_idle(void)
{
    if (now_us() >= job.deadline)
        finish(now_us());
    return 10;
}

static uint64_t round_began;

static void round_begin(void)
{
    load.since = round_began = job.moved = now_us();
    for (size_t i = 0; i < job.senders; i++)
        person_post(&load.people[i]);
}

/* Everyone who reads has got everything sent so far, and the senders their answers. */
static int round_is_through(void)
{
    uint64_t sent = load.tally.sent;
    int answered = !load.answer_mark || load.tally.answered + load.tally.errors >= sent;
    return answered && load.tally.delivered + load.tally.lost >= sent * load.reading;
}

static int step_rounds(void)
{
    uint64_t progress = load.tally.delivered + load.tally.answered + load.tally.errors;
    int through = round_is_through();
    /* It never sleeps while a round is under way: waking it would be on the server's bill, which
     * no network of a thousand machines sends it. */
    if (!through && !stalled(progress, ROUND_PATIENCE))
        return 0;
    if (through)
        times_add(&load.tally.spread, now_us() - round_began);
    else
        load.tally.lost = load.tally.sent * load.reading - load.tally.delivered;
    load.tally.rounds++;
    if (now_us() >= job.deadline || load.reading == 0)
        finish(through ? now_us() : job.moved);
    else
        round_begin();
    return 0;
}

static int drained(uint64_t expected)
{
    uint64_t progress = load.tally.answered + load.tally.delivered + load.tally.errors;
    return progress >= expected || stalled(progress, DRAIN_PATIENCE);
}

static uint64_t outstanding_answers(void)
{
    return load.answer_mark ? load.tally.sent : 0;
}

static int step_posts(void)
{
    if (now_us() < job.deadline)
        job.moved = now_us();
    else if (drained(outstanding_answers()))
        finish(job.moved);
    return 5;
}

static int step_rate(void)
{
    uint64_t now = now_us();
    if (now >= job.deadline) {
        if (drained(outstanding_answers() + load.tally.sent * (load.message ? job.wanted : 0)))
            finish(now);
        return 5;
    }
    uint64_t due = (now - job.started) / 1e6 * job.per_second;
    while (load.tally.sent + load.tally.refused < due)
        person_post(&load.people[(load.tally.sent + load.tally.refused) % job.senders]);
    job.moved = now;
    return 1;
}

void job_answered(struct person *person)
{
    if (job.step == step_posts && now_us() < job.deadline)
        person_post(person);
}

static void begin(const char *name, int (*step)(void), double seconds)
{
    memset(&load.tally, 0, sizeof load.tally);
    snprintf(job.name, sizeof job.name, "%s", name);
    job.step = step;
    job.started = job.moved = load.since = now_us();
    job.deadline = job.started + seconds * 1e6;
    job.progress = 0;
}

static size_t at_most_opened(size_t senders)
{
    return senders < load.opened ? senders : load.opened;
}

int job_start(const char *line)
{
    size_t count;
    double seconds, rate;
    int readers;
    if (sscanf(line, "open %zu", &count) == 1) {
        begin("open", step_open, 0);
        job.wanted = count < load.known ? count : load.known;
    } else if (sscanf(line, "stick %zu", &count) == 1) {
        people_stick(count);
    } else if (sscanf(line, "idle %lf", &seconds) == 1) {
        begin("idle", step_idle, seconds);
    } else if (sscanf(line, "rounds %zu %lf", &count, &seconds) == 2) {
        begin("rounds", step_rounds, seconds);
        job.senders = at_most_opened(count);
        round_begin();
    } else if (sscanf(line, "posts %zu %lf", &count, &seconds) == 2) {
        begin("posts", step_posts, seconds);
        job.senders = at_most_opened(count);
        for (size_t i = 0; i < job.senders; i++)
            person_post(&load.people[i]);
    } else if (sscanf(line, "rate %zu %lf %lf %d", &count, &rate, &seconds, &readers) == 4) {
        begin("rate", step_rate, seconds);
        job.senders = at_most_opened(count);
        job.per_second = rate;
        job.wanted = readers ? load.reading : 0;
    } else {
        return -1;
    }
    return 0;
}

int job_step(void)
{
    return job.step ? job.step() : 100;
}
