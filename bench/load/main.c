/* A load generator for WebSocket servers: opens one socket for each line of a file of people, then
 * does the jobs it reads from stdin, answering heartbeats all the while.
 *
 *   load PORT PEOPLE [-g greeting] [-r ready mark] [-a answer mark] [-m message]
 *
 *   open N                          handshake and greeting of the first N people
 *   idle SECONDS
 *   stick K                         the last K stop reading
 *   rounds B SECONDS                B messages at once, on to the next when everyone has all of them
 *   posts S SECONDS                 S people, each on to the next when the last is answered
 *   rate S R SECONDS 0|1            S people, R messages a second in all; 1: they are read, too
 */
#include <arpa/inet.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <unistd.h>

#include "load.h"

enum { EVENTS_AT_ONCE = 512 };

struct load load;

static void raise_files(void)
{
    struct rlimit files;
    getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);
}

static int read_options(int count, char **words)
{
    if (count < 3)
        return -1;
    load.server = (struct sockaddr_in){.sin_family = AF_INET, .sin_port = htons(atoi(words[1]))};
    inet_pton(AF_INET, "127.0.0.1", &load.server.sin_addr);
    optind = 3;
    for (int option; (option = getopt(count, words, "g:r:a:m:")) != -1;)
        switch (option) {
        case 'g': load.greeting = optarg; break;
        case 'r': load.ready_mark = optarg; break;
        case 'a': load.answer_mark = optarg; break;
        case 'm': load.message = optarg; break;
        default: return -1;
        }
    return people_read(words[2]);
}

/* Jobs come one line at a time, the next one after the answer to the last. 0: no more. */
static int read_job(void)
{
    char line[256];
    ssize_t length = read(STDIN_FILENO, line, sizeof line - 1);
    if (length <= 0)
        return 0;
    line[length] = 0;
    if (job_start(line)) {
        fprintf(stderr, "load: expected a job, got: %s", line);
        return 0;
    }
    return 1;
}

int main(int count, char **words)
{
    if (read_options(count, words)) {
        fprintf(stderr, "usage: load PORT PEOPLE [-g greeting] [-r ready] [-a answer] [-m message]\n");
        return 2;
    }
    raise_files();
    load.epoll = epoll_create1(EPOLL_CLOEXEC);
    struct epoll_event events[EVENTS_AT_ONCE], jobs = {EPOLLIN, {.ptr = NULL}};
    epoll_ctl(load.epoll, EPOLL_CTL_ADD, STDIN_FILENO, &jobs);
    for (;;) {
        int happened = epoll_wait(load.epoll, events, EVENTS_AT_ONCE, job_step());
        for (int i = 0; i < happened; i++)
            if (events[i].data.ptr)
                person_event(events[i].data.ptr, events[i].events);
            else if (!read_job())
                return 0;
    }
}
