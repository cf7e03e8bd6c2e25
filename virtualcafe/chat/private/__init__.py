"""Threads of two people, beside the rooms. Their messages are those of rooms: the same rows,
actions and events, on a stream `private:<thread id>`."""
