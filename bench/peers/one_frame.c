/* The yardstick: a server that does nothing but write one prebuilt frame to each socket.
 * Whatever text anybody sends is framed once and written to everybody, one send(2) each. It has no
 * people, no rights, no database and no memory of anything: what a café costs is counted from here.
 *
 *   one_frame PORT
 */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include "../load/frame.h"
#include "accept_key.h"

enum { EVENTS_AT_ONCE = 256, LARGEST_READ = 1 << 17, MOST_CLIENTS = 1 << 16 };

struct client {
    int fd, upgraded;
    size_t place; /* in `clients` */
    uint8_t *carry;
    size_t carried;
};

static struct client *clients[MOST_CLIENTS];
static size_t seated;
static int epoll;

static int listen_on(int port)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &(int){1}, sizeof(int));
    if (bind(fd, (struct sockaddr *)&address, sizeof address) || listen(fd, 1024)) {
        perror("one_frame");
        exit(1);
    }
    return fd;
}

static void seat(int listener)
{
    int fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (fd < 0 || seated == MOST_CLIENTS)
        return;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &(int){1}, sizeof(int));
    struct client *client = calloc(1, sizeof *client);
    client->fd = fd;
    client->place = seated;
    clients[seated++] = client;
    struct epoll_event event = {EPOLLIN, {.ptr = client}};
    epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event);
}

static void leave(struct client *client)
{
    clients[client->place] = clients[--seated];
    clients[client->place]->place = client->place;
    close(client->fd);
    free(client->carry);
    free(client);
}

static void write_to_all(const struct frame *message)
{
    static uint8_t out[FRAME_HEAD + LARGEST_READ];
    size_t whole = frame_write(out, TEXT, message->payload, message->length, 0);
    for (size_t i = 0; i < seated; i++)
        /* A full socket loses the frame: the load waits for everyone, so there is none. */
        if (clients[i]->upgraded && send(clients[i]->fd, out, whole, MSG_NOSIGNAL) < 0)
            fprintf(stderr, "one_frame: a frame was lost: %s\n", strerror(errno));
}

/* Bytes of the handshake; 0: not all here; -1: not one. */
static long upgrade(struct client *client, char *bytes)
{
    char *end = strstr(bytes, "\r\n\r\n"), *key = strcasestr(bytes, "Sec-WebSocket-Key: ");
    if (!end || !key)
        return end ? -1 : 0;
    char answer[512], accept[32];
    key += strlen("Sec-WebSocket-Key: ");
    accept_key(accept, key, strcspn(key, "\r"));
    int length = snprintf(answer, sizeof answer,
                          "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
                          "Connection: Upgrade\r\n%sSec-WebSocket-Accept: %s\r\n\r\n",
                          strstr(bytes, "cafe.v1") ? "Sec-WebSocket-Protocol: cafe.v1\r\n" : "",
                          accept);
    client->upgraded = send(client->fd, answer, length, MSG_NOSIGNAL) == length;
    return client->upgraded ? end + 4 - bytes : -1;
}

static void keep_rest(struct client *client, const uint8_t *rest, size_t length)
{
    free(client->carry);
    client->carry = length ? memcpy(malloc(length), rest, length) : NULL;
    client->carried = length;
}

/* -1: the client is gone or speaks something else. */
static int hear(struct client *client)
{
    static uint8_t bytes[2 * LARGEST_READ + 1];
    size_t have = client->carried, at = 0;
    if (have)
        memcpy(bytes, client->carry, have);
    ssize_t got = recv(client->fd, bytes + have, LARGEST_READ, 0);
    if (got <= 0)
        return got < 0 && errno == EAGAIN ? 0 : -1;
    have += got;
    bytes[have] = 0;
    if (!client->upgraded) {
        long handshake = upgrade(client, (char *)bytes);
        if (handshake < 0)
            return -1;
        at = handshake;
    }
    struct frame frame;
    int read = 0;
    while (client->upgraded && (read = frame_read(bytes + at, have - at, &frame)) == 1) {
        if (frame.opcode == CLOSE)
            return -1;
        if (frame.opcode == TEXT)
            write_to_all(&frame);
        at += frame.whole;
    }
    if (read < 0 || have - at > LARGEST_READ)
        return -1;
    keep_rest(client, bytes + at, have - at);
    return 0;
}

int main(int count, char **words)
{
    if (count != 2)
        return fprintf(stderr, "usage: one_frame PORT\n"), 2;
    struct rlimit files;
    getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);
    int listener = listen_on(atoi(words[1]));
    epoll = epoll_create1(EPOLL_CLOEXEC);
    struct epoll_event events[EVENTS_AT_ONCE], arrivals = {EPOLLIN, {.ptr = NULL}};
    epoll_ctl(epoll, EPOLL_CTL_ADD, listener, &arrivals);
    for (;;) {
        int happened = epoll_wait(epoll, events, EVENTS_AT_ONCE, -1);
        for (int i = 0; i < happened; i++)
            if (!events[i].data.ptr)
                seat(listener);
            else if (hear(events[i].data.ptr))
                leave(events[i].data.ptr);
    }
}
