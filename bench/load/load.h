/* The state of one load generator: its people, its job, its tally. */
#ifndef BENCH_LOAD_H
#define BENCH_LOAD_H

#include <netinet/in.h>

#include "connection.h"
#include "tally.h"

/* Every message carries MARK and the microsecond it was sent at; what holds it is a delivery. */
#define MARK "bench:"

struct person {
    char *target, *headers;
    struct connection connection;
};

struct load {
    struct sockaddr_in server;
    struct person *people;
    size_t known;          /* people in the file */
    size_t opened;         /* the first so many have been tried */
    size_t ready, reading; /* of them: greeted; and not stuck */
    const char *greeting;  /* sent after the upgrade, or NULL */
    const char *ready_mark; /* in the frame that says the greeting was taken, or NULL */
    const char *answer_mark; /* in the answer to a message, or NULL where none is given */
    const char *message;     /* template: %t the time, %u a UUID */
    struct tally tally;
    uint64_t since; /* deliveries of messages sent before are late ones of another job */
    int epoll;
};

extern struct load load;

/* people.c */
int people_read(const char *path);
void people_open(size_t at_most);
void people_stick(size_t count);
void person_event(struct person *person, uint32_t events);
/* Posts the template as the person. 0, or -1 when the server takes no more. */
int person_post(struct person *person);

/* job.c */
/* Starts what a line of stdin asks for; -1: not a job. */
int job_start(const char *line);
/* Moves the running job on; called after every round of events. How long it can wait, in ms. */
int job_step(void);
void job_answered(struct person *person);

#endif
