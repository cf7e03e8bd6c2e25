#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>

#include "load.h"

enum { LONGEST_LINE = 8192, LONGEST_MESSAGE = 32768 };

/* "a\tb\tc" after the target: header lines. */
static char *headers_of(char *rest)
{
    char *headers = calloc(1, strlen(rest) * 2 + 3);
    for (char *line = strtok(rest, "\t\n"); line; line = strtok(NULL, "\t\n"))
        strcat(strcat(headers, line), "\r\n");
    return headers;
}

int people_read(const char *path)
{
    FILE *file = fopen(path, "r");
    if (!file)
        return -1;
    char line[LONGEST_LINE];
    while (fgets(line, sizeof line, file)) {
        size_t target = strcspn(line, "\t\n");
        load.people = realloc(load.people, (load.known + 1) * sizeof *load.people);
        load.people[load.known++] =
            (struct person){strndup(line, target), headers_of(line + target), {.fd = -1}};
    }
    return fclose(file);
}

static void watch(struct person *person)
{
    struct epoll_event event = {EPOLLIN, {.ptr = person}};
    epoll_ctl(load.epoll, EPOLL_CTL_ADD, person->connection.fd, &event);
}

void people_open(size_t at_most)
{
    for (; at_most && load.opened < load.known; at_most--) {
        struct person *person = &load.people[load.opened++];
        if (!connection_open(&person->connection, &load.server, person->target, person->headers)) {
            watch(person);
            continue;
        }
        tally_error(&load.tally, strerror(errno), strlen(strerror(errno)));
        person->connection.state = CLOSED;
        load.tally.closed++;
    }
}

/* The last ones who read stop doing so, and keep their sockets open. Prints their ports. */
void people_stick(size_t count)
{
    printf("{\"job\": \"stick\", \"ports\": [");
    for (size_t i = load.opened; i-- && count;) {
        struct connection *connection = &load.people[i].connection;
        if (connection->state != READY)
            continue;
        epoll_ctl(load.epoll, EPOLL_CTL_DEL, connection->fd, NULL);
        connection->state = STUCK;
        load.reading--;
        printf("%d%s", connection->port, --count ? ", " : "");
    }
    printf("]}\n");
    fflush(stdout);
}

static void person_gone(struct person *person)
{
    if (person->connection.state == READY) {
        load.ready--;
        load.reading--;
    }
    load.tally.closed++;
    if (person->connection.close_code)
        load.tally.close_code = person->connection.close_code;
    connection_close(&person->connection);
}

static const char *find(const struct frame *frame, const char *mark)
{
    return memmem(frame->payload, frame->length, mark, strlen(mark));
}

/* The number that follows `mark`; 0 without one. The payload of a frame is not a C string. */
static uint64_t number_after(const struct frame *frame, const char *mark)
{
    const char *at = find(frame, mark), *end = (char *)frame->payload + frame->length;
    uint64_t number = 0;
    if (at)
        for (at += strlen(mark); at < end && *at >= '0' && *at <= '9'; at++)
            number = number * 10 + (*at - '0');
    return number;
}

static void delivered(const struct frame *frame, uint64_t sent)
{
    if (sent < load.since) {
        load.tally.late++;
        return;
    }
    load.tally.delivered++;
    load.tally.bytes += frame->length;
    times_add(&load.tally.delivery, now_us() - sent);
}

static void pong(struct connection *connection, const struct frame *frame)
{
    char text[128];
    const char *mark = "\"t\":", *at = find(frame, mark);
    size_t left = at ? (char *)frame->payload + frame->length - at - strlen(mark) : 0, length = 0;
    while (length < left && !strchr(",}", at[strlen(mark) + length]))
        length++;
    int wrote = snprintf(text, sizeof text, "{\"type\":\"pong\",\"t\":%.*s}",
                         length ? (int)length : 4, length ? at + strlen(mark) : "null");
    connection_send(connection, TEXT, text, wrote);
}

static void answered(struct person *person, const struct frame *frame)
{
    uint64_t sent = number_after(frame, "\"id\":");
    if (sent < load.since)
        return;
    load.tally.answered++;
    times_add(&load.tally.answer, now_us() - sent);
    job_answered(person);
}

static void person_ready(struct person *person)
{
    person->connection.state = READY;
    load.ready++;
    load.reading++;
}

static void took(struct connection *connection, struct frame *frame)
{
    struct person *person =
        (struct person *)((char *)connection - offsetof(struct person, connection));
    uint64_t sent;
    if (frame->opcode == PING)
        connection_send(connection, PONG, (char *)frame->payload, frame->length);
    else if ((sent = number_after(frame, MARK)))
        delivered(frame, sent);
    else if (connection->state == GREETED && load.ready_mark && find(frame, load.ready_mark))
        person_ready(person);
    else if (load.answer_mark && find(frame, load.answer_mark))
        answered(person, frame);
    else if (find(frame, "\"type\":\"ping\""))
        pong(connection, frame);
    else if (find(frame, "\"type\":\"error\""))
        tally_error(&load.tally, (char *)frame->payload, frame->length);
}

void person_event(struct person *person, uint32_t events)
{
    struct connection *connection = &person->connection;
    enum state before = connection->state;
    (void)events; /* an error or a hang-up shows in the read */
    if (before == CLOSED || before == STUCK)
        return;
    int gone = connection_read(connection, took);
    if (!gone && before == UPGRADING && connection->state >= GREETED && load.greeting)
        gone = connection_send(connection, TEXT, load.greeting, strlen(load.greeting));
    if (gone)
        person_gone(person);
    else if (connection->state == GREETED && !load.ready_mark)
        person_ready(person);
}

static size_t uuid_write(char *out)
{
    static uint64_t state;
    static const char hex[] = "0123456789abcdef", shape[] = "xxxxxxxx-xxxx-4xxx-8xxx-xxxxxxxxxxxx";
    if (!state)
        state = now_us() * 0x9e3779b97f4a7c15ull;
    for (size_t i = 0; i < sizeof shape - 1; i++) {
        state = state * 6364136223846793005ull + 1442695040888963407ull;
        out[i] = shape[i] == 'x' ? hex[state >> 60] : shape[i];
    }
    return sizeof shape - 1;
}

int person_post(struct person *person)
{
    static char text[LONGEST_MESSAGE];
    uint64_t now = now_us();
    size_t length = 0;
    for (const char *from = load.message; *from && length < sizeof text - 64; from++) {
        if (from[0] == '%' && from[1] == 't')
            length += sprintf(text + length, "%ju", now);
        else if (from[0] == '%' && from[1] == 'u')
            length += uuid_write(text + length);
        else {
            text[length++] = *from;
            continue;
        }
        from++;
    }
    if (connection_send(&person->connection, TEXT, text, length)) {
        load.tally.refused++;
        return -1;
    }
    load.tally.sent++;
    return 0;
}
