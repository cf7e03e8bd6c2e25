/* One person's socket: the handshake, frames in, messages out. */
#ifndef BENCH_CONNECTION_H
#define BENCH_CONNECTION_H

#include <netinet/in.h>
#include <stddef.h>
#include <stdint.h>

#include "frame.h"

enum state { NEW, UPGRADING, GREETED, READY, STUCK, CLOSED };

struct connection {
    enum state state;
    int fd;
    int close_code; /* 0 until the server says one */
    uint16_t port;  /* ours, by which the server's side can be found */
    uint8_t *carry; /* the start of a frame whose end has not arrived */
    size_t carried;
};

/* Connects and sends the handshake. `headers` are whole lines, each ended by \r\n.
 * 0, or -1 with errno. */
int connection_open(struct connection *connection, const struct sockaddr_in *server,
                    const char *target, const char *headers);

/* Reads what has arrived and calls `took` for each frame of it.
 * 0: still open; -1: closed by either side, refused or not speaking the protocol. */
int connection_read(struct connection *connection, void (*took)(struct connection *, struct frame *));

/* Writes one masked text frame. -1: the server takes no more, or the socket is gone. */
int connection_send(struct connection *connection, int opcode, const char *text, size_t length);

void connection_close(struct connection *connection);

#endif
