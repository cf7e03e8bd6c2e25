"""Of the socket: who may send and hears what; read as `tables` says."""

from __future__ import annotations

from .scene import ROLES
from .table import table

VERBS = table(
    "VERBS",
    ROLES[:-1],
    """
# host, member, muted, banned, stranger, admin
subscribe room          ok        ok        ok        forbidden forbidden forbidden
chat_message room       ok        ok        muted     forbidden forbidden forbidden
private_message room    ok        ok        muted     forbidden forbidden forbidden
edit_message room       forbidden ok        forbidden not_found not_found not_found
delete_message room     ok        ok        forbidden not_found not_found not_found
react room              ok        ok        muted     not_found not_found not_found
pin_message room        ok        forbidden forbidden not_found not_found not_found
typing room             silent    silent    silent    forbidden forbidden forbidden
stop_typing room        silent    silent    silent    silent    silent    silent
read room               ok        ok        ok        forbidden forbidden forbidden
status room             silent    silent    silent    forbidden forbidden forbidden
timer room              ok        ok        ok        forbidden forbidden forbidden
subscribe private       ok        ok        not_found not_found not_found not_found
chat_message private    ok        ok        not_found not_found not_found not_found
private_message private ok        ok        not_found not_found not_found not_found
edit_message private    forbidden ok        not_found not_found not_found not_found
delete_message private  forbidden ok        not_found not_found not_found not_found
react private           ok        ok        not_found not_found not_found not_found
pin_message private     ok        ok        not_found not_found not_found not_found
typing private          silent    silent    not_found not_found not_found not_found
stop_typing private     silent    silent    silent    silent    silent    silent
read private            ok        ok        not_found not_found not_found not_found
status private          silent    silent    forbidden forbidden forbidden forbidden
timer private           not_found not_found not_found not_found not_found not_found
    """,
)

#: The stream `user` is the host's own.
STREAMS = table(
    "STREAMS",
    ROLES,
    """
# host, member, muted, banned, stranger, admin, nobody
room     hears     hears     hears     forbidden forbidden forbidden 4401
private  hears     hears     not_found not_found not_found not_found 4401
user     hears     not_found not_found not_found not_found not_found 4401
    """,
)

EVENTS = table(
    "EVENTS",
    ("room", "private", "user"),
    """
# room, private, user
chat_message       told -    -
private_message    -    told -
message_edited     told told -
message_deleted    told told -
message_reaction   told told -
message_pinned     told told -
member_joined      told -    -
member_left        told -    -
member_role        told -    -
kick_user          told -    -
room_updated       told -    -
room_closed        told -    -
timer              told -    told
notification       -    -    told
notifications_read -    -    told
join_request       -    -    told
join_approved      -    -    told
join_denied        -    -    told
room_invited       -    -    told
removed_from_room  -    -    told
session_finished   -    -    told
achievement        -    -    told
level_up           -    -    told
unread             -    -    told
join               told -    -
leave              told -    -
presence           told -    -
goals              told -    -
typing             told told -
stop_typing        told told -
    """,
)
#: In the contract, and not built.
NOT_YET = {
    "call_peer_joined",
    "call_peer_left",
    "webrtc_offer",
    "webrtc_answer",
    "webrtc_ice",
}
