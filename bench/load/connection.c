#include "connection.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* The key and its answer from RFC 6455, 1.3: the server must have done its sum. */
#define KEY "dGhlIHNhbXBsZSBub25jZQ=="
#define ACCEPT "s3pPLMBiTxaQ9kYGzzhZRbK+xOo="

enum {
    READ_AT_ONCE = 1 << 20,
    LARGEST_SEND = 1 << 16,  /* PROTOCOL.md: frames are at most 64 KiB */
    WRITE_PATIENCE_MS = 1000 /* a frame cut in half must be finished or the stream is spoilt */
};

static uint8_t scratch[READ_AT_ONCE + LARGEST_SEND];

int connection_open(struct connection *connection, const struct sockaddr_in *server,
                    const char *target, const char *headers)
{
    char request[8192];
    int length = snprintf(request, sizeof request,
                          "GET %s HTTP/1.1\r\nHost: %s:%d\r\nUpgrade: websocket\r\n"
                          "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                          "Sec-WebSocket-Key: " KEY "\r\n%s\r\n",
                          target, inet_ntoa(server->sin_addr), ntohs(server->sin_port), headers);
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd < 0)
        return -1;
    if (connect(fd, (const struct sockaddr *)server, sizeof *server) ||
        send(fd, request, length, MSG_NOSIGNAL) != length) {
        close(fd);
        return -1;
    }
    struct sockaddr_in own;
    socklen_t size = sizeof own;
    getsockname(fd, (struct sockaddr *)&own, &size);
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &(int){1}, sizeof(int));
    fcntl(fd, F_SETFL, O_NONBLOCK);
    connection->fd = fd;
    connection->port = ntohs(own.sin_port);
    connection->state = UPGRADING;
    return 0;
}

void connection_close(struct connection *connection)
{
    close(connection->fd);
    free(connection->carry);
    connection->carry = NULL;
    connection->carried = 0;
    connection->state = CLOSED;
}

static void carry_over(struct connection *connection, const uint8_t *rest, size_t length)
{
    free(connection->carry);
    connection->carry = length ? malloc(length) : NULL;
    connection->carried = length;
    if (length)
        memcpy(connection->carry, rest, length);
}

/* Bytes of the answer to the handshake; 0: not all here; -1: refused. */
static long upgrade_read(const uint8_t *bytes, size_t have)
{
    uint8_t *end = memmem(bytes, have, "\r\n\r\n", 4);
    if (!end)
        return 0;
    size_t length = end + 4 - bytes;
    int accepted = !strncmp((const char *)bytes, "HTTP/1.1 101", 12) &&
                   memmem(bytes, length, ACCEPT, strlen(ACCEPT));
    if (!accepted)
        fprintf(stderr, "load: refused: %.*s\n", (int)strcspn((const char *)bytes, "\r"), bytes);
    return accepted ? (long)length : -1;
}

static void note_close(struct connection *connection, const struct frame *frame)
{
    if (frame->length >= 2)
        connection->close_code = frame->payload[0] << 8 | frame->payload[1];
}

int connection_read(struct connection *connection, void (*took)(struct connection *, struct frame *))
{
    size_t have = connection->carried, at = 0;
    if (have > LARGEST_SEND)
        return -1;
    memcpy(scratch, connection->carry ? connection->carry : scratch, have);
    ssize_t got = recv(connection->fd, scratch + have, READ_AT_ONCE, 0);
    if (got < 0)
        return errno == EAGAIN || errno == EINTR ? 0 : -1;
    if (!got)
        return -1;
    have += got;
    if (connection->state == UPGRADING) {
        long upgrade = upgrade_read(scratch, have);
        if (upgrade < 0)
            return -1;
        if (upgrade)
            connection->state = GREETED;
        at = upgrade;
    }
    struct frame frame;
    int read = 0;
    while (connection->state != UPGRADING &&
           (read = frame_read(scratch + at, have - at, &frame)) == 1) {
        if (frame.opcode == CLOSE) {
            note_close(connection, &frame);
            return -1;
        }
        took(connection, &frame);
        at += frame.whole;
    }
    carry_over(connection, scratch + at, have - at);
    return read < 0 ? -1 : 0;
}

static int finish_write(int fd, const uint8_t *rest, size_t length)
{
    while (length) {
        struct pollfd room = {fd, POLLOUT, 0};
        if (poll(&room, 1, WRITE_PATIENCE_MS) != 1)
            return -1;
        ssize_t wrote = send(fd, rest, length, MSG_NOSIGNAL);
        if (wrote < 0 && errno != EAGAIN)
            return -1;
        rest += wrote > 0 ? wrote : 0;
        length -= wrote > 0 ? wrote : 0;
    }
    return 0;
}

int connection_send(struct connection *connection, int opcode, const char *text, size_t length)
{
    static uint8_t out[FRAME_HEAD + LARGEST_SEND];
    if (length > LARGEST_SEND)
        return -1;
    size_t whole = frame_write(out, opcode, text, length, 1);
    ssize_t wrote = send(connection->fd, out, whole, MSG_NOSIGNAL);
    if (wrote < 0)
        return -1;
    return finish_write(connection->fd, out + wrote, whole - wrote);
}
