"""What everybody may, declared: a column for each role of `scene.ROLES`. The suite compares each
row with what the café does, and fails for one it doesn't find here.

A number is the answer's status; `login` a redirect to the sign-in page, `did` one after something
was written, `on` any other. Of the socket: `ok`, `silent`, or the code of its error."""

from __future__ import annotations

from .scene import ROLES
from .table import table

API = table(
    "API",
    ROLES,
    """
# host, member, muted, banned, stranger, admin, nobody
POST /api/auth/socket-token/                                200  200  200  200  200  200  401
POST /api/auth/token/                                       200  200  200  200  200  200  200
POST /api/auth/token/refresh/                               401  401  401  401  401  401  401
POST /api/chat/attachments/                                 201  201  403  403  403  403  401
PATCH /api/chat/messages/<message_id>/                      403  200  403  404  404  404  401
DELETE /api/chat/messages/<message_id>/                     204  204  403  404  404  404  401
PUT /api/chat/messages/<message_id>/pin/                    200  403  403  404  404  404  401
DELETE /api/chat/messages/<message_id>/pin/                 204  403  403  404  404  404  401
PUT /api/chat/messages/<message_id>/reactions/<emoji>/      200  200  403  404  404  404  401
DELETE /api/chat/messages/<message_id>/reactions/<emoji>/   204  204  403  404  404  404  401
PATCH /api/chat/private-messages/<message_id>/              403  200  404  404  404  404  401
DELETE /api/chat/private-messages/<message_id>/             403  204  404  404  404  404  401
GET /api/chat/private-threads/                              200  200  200  200  200  200  401
POST /api/chat/private-threads/                             201  201  201  201  201  201  401
GET /api/chat/private-threads/<thread_id>/                  200  200  404  404  404  404  401
GET /api/chat/private-threads/<thread_id>/messages/         200  200  404  404  404  404  401
POST /api/chat/private-threads/<thread_id>/messages/        201  201  404  404  404  404  401
POST /api/chat/private-threads/<thread_id>/read/            200  200  404  404  404  404  401
GET /api/chat/private-threads/unread/                       200  200  200  200  200  200  401
GET /api/chat/rooms/                                        200  200  200  200  200  200  401
POST /api/chat/rooms/                                       201  201  201  201  201  201  401
GET /api/chat/rooms/<room_id>/                              200  200  200  200  200  200  401
PATCH /api/chat/rooms/<room_id>/                            200  403  403  403  403  200  401
DELETE /api/chat/rooms/<room_id>/                           204  403  403  403  403  204  401
POST /api/chat/rooms/<room_id>/approve-join/<request_id>/   204  403  403  403  403  204  401
GET /api/chat/rooms/<room_id>/attendance/                   200  200  200  403  403  403  401
POST /api/chat/rooms/<room_id>/ban/<person_id>/             204  403  403  403  403  204  401
DELETE /api/chat/rooms/<room_id>/ban/<person_id>/           204  403  403  403  403  204  401
GET /api/chat/rooms/<room_id>/bans/                         200  403  403  403  403  200  401
POST /api/chat/rooms/<room_id>/deny-join/<request_id>/      204  403  403  403  403  204  401
POST /api/chat/rooms/<room_id>/host/<person_id>/            204  403  403  403  403  204  401
GET /api/chat/rooms/<room_id>/invite/                       200  403  403  403  403  200  401
POST /api/chat/rooms/<room_id>/invite/                      200  403  403  403  403  200  401
DELETE /api/chat/rooms/<room_id>/invite/                    204  403  403  403  403  204  401
POST /api/chat/rooms/<room_id>/join-request/                409  409  409  409  409  409  401
DELETE /api/chat/rooms/<room_id>/join-request/              404  404  404  404  404  404  401
GET /api/chat/rooms/<room_id>/join-requests/                200  403  403  403  403  200  401
POST /api/chat/rooms/<room_id>/join/                        200  200  200  403  200  200  401
POST /api/chat/rooms/<room_id>/kick/<person_id>/            204  403  403  403  403  204  401
POST /api/chat/rooms/<room_id>/leave/                       204  204  204  204  204  204  401
GET /api/chat/rooms/<room_id>/members/                      200  200  200  403  403  403  401
GET /api/chat/rooms/<room_id>/messages/                     200  200  200  403  403  403  401
POST /api/chat/rooms/<room_id>/messages/                    201  201  403  403  403  403  401
GET /api/chat/rooms/<room_id>/messages/<message_id>/thread/ 200  200  200  403  403  403  401
POST /api/chat/rooms/<room_id>/mute/<person_id>/            200  403  403  403  403  200  401
DELETE /api/chat/rooms/<room_id>/mute/<person_id>/          204  403  403  403  403  204  401
POST /api/chat/rooms/<room_id>/read/                        200  200  200  403  403  403  401
POST /api/chat/rooms/<room_id>/timer/<action>/              200  200  200  403  403  403  401
POST /api/chat/rooms/join-by-code/                          200  200  200  403  200  200  401
POST /api/chat/rooms/join-by-invite/                        200  200  200  403  200  200  401
GET /api/chat/search/                                       200  200  200  403  403  403  401
GET /api/docs/                                              200  200  200  200  200  200  200
GET /api/focus/parked/                                      200  200  200  200  200  200  401
POST /api/focus/parked/                                     201  201  201  201  201  201  401
DELETE /api/focus/parked/<parked_id>/                       404  204  404  404  404  404  401
POST /api/focus/parked/<parked_id>/keep/                    404  200  404  404  404  404  401
POST /api/focus/parked/<parked_id>/task/                    404  201  404  404  404  404  401
GET /api/focus/sessions/                                    200  200  200  200  200  200  401
POST /api/focus/sessions/                                   201  201  201  201  201  201  401
GET /api/focus/sessions/<session_id>/                       404  200  404  404  404  404  401
PATCH /api/focus/sessions/<session_id>/                     404  200  404  404  404  404  401
DELETE /api/focus/sessions/<session_id>/                    404  204  404  404  404  404  401
GET /api/focus/tasks/                                       200  200  200  200  200  200  401
POST /api/focus/tasks/                                      201  201  201  201  201  201  401
GET /api/focus/tasks/<task_id>/                             404  200  404  404  404  404  401
PATCH /api/focus/tasks/<task_id>/                           404  200  404  404  404  404  401
DELETE /api/focus/tasks/<task_id>/                          404  204  404  404  404  404  401
POST /api/focus/tasks/<task_id>/restore/                    404  404  404  404  404  404  401
POST /api/focus/tasks/reorder/                              404  200  404  404  404  404  401
GET /api/focus/timer/                                       200  200  200  200  200  200  401
POST /api/focus/timer/<action>/                             200  200  200  200  200  200  401
GET /api/me/                                                200  200  200  200  200  200  401
PATCH /api/me/                                              200  200  200  200  200  200  401
DELETE /api/me/                                             204  204  204  204  204  409  401
PUT /api/me/avatar/                                         400  400  400  400  400  400  401
DELETE /api/me/avatar/                                      204  204  204  204  204  204  401
GET /api/me/export/                                         200  200  200  200  200  200  401
GET /api/me/preferences/                                    200  200  200  200  200  200  401
PATCH /api/me/preferences/                                  200  200  200  200  200  200  401
GET /api/notifications/                                     200  200  200  200  200  200  401
POST /api/notifications/read/                               200  200  200  200  200  200  401
PUT /api/people/<username>/block/                           204  204  204  204  204  204  401
DELETE /api/people/<username>/block/                        204  204  204  204  204  204  401
PUT /api/people/<username>/follow/                          204  204  204  204  204  204  401
DELETE /api/people/<username>/follow/                       204  204  204  204  204  204  401
GET /api/progress/summary/                                  200  200  200  200  200  200  401
POST /api/reports/                                          201  400  201  404  404  404  401
GET /api/schema/                                            200  200  200  200  200  200  200
    """,
)

PAGES = table(
    "PAGES",
    ROLES,
    """
# host, member, muted, banned, stranger, admin, nobody
GET /                                     on   on   on   on   on   on   200
GET /avatars/<name>                       404  404  404  404  404  404  401
POST /avatars/<name>                      405  405  405  405  405  405  401
GET /create/                              on   on   on   on   on   on   on
POST /create/                             on   on   on   on   on   on   on
GET /dashboard/                           on   on   on   on   on   on   on
POST /dashboard/                          on   on   on   on   on   on   on
GET /files/<attachment_id>/<name>         200  200  200  404  404  404  401
POST /files/<attachment_id>/<name>        405  405  405  405  405  405  401
GET /files/thumbs/<attachment_id>/        200  200  200  404  404  404  401
POST /files/thumbs/<attachment_id>/       405  405  405  405  405  405  401
GET /goals/                               200  200  200  200  200  200  login
GET /goals/done/                          200  200  200  200  200  200  login
POST /goals/parked/                       did  did  did  did  did  did  login
POST /goals/parked/<parked_id>/<act>/     404  did  404  404  404  404  login
POST /goals/tasks/                        did  did  did  did  did  did  login
GET /goals/tasks/<task_id>/               404  200  404  404  404  404  login
POST /goals/tasks/<task_id>/              404  did  404  404  404  404  login
POST /goals/tasks/<task_id>/<act>/        404  did  404  404  404  404  login
GET /home/                                200  200  200  200  200  200  login
GET /join/                                200  200  200  200  200  200  login
POST /join/                               200  200  200  200  200  200  login
GET /join/<token>/                        on   on   on   200  200  200  login
POST /join/<token>/                       on   on   on   on   did  did  login
GET /join/ask/<code>/                     404  404  404  404  404  404  login
POST /join/ask/<code>/                    404  404  404  404  404  404  login
GET /login/                               on   on   on   on   on   on   200
POST /login/                              on   on   on   on   on   on   200
GET /login/inactive/                      200  200  200  200  200  200  200
GET /logout/                              200  200  200  200  200  200  on
POST /logout/                             did  did  did  did  did  did  on
GET /messages/                            200  200  200  200  200  200  login
GET /messages/<thread_id>/                200  200  404  404  404  404  login
GET /messages/<thread_id>/messages/<message_id>/ 200  200  404  404  404  404  login
POST /messages/<thread_id>/messages/<message_id>/ on   did  404  404  404  404  login
GET /messages/<thread_id>/pinned/         200  200  404  404  404  404  login
POST /messages/<thread_id>/messages/      did  did  404  404  404  404  login
POST /messages/start/                     did  did  did  did  did  did  login
GET /notifications/                       200  200  200  200  200  200  login
POST /notifications/read/                 did  did  did  on   did  did  login
GET /password-reset/                      200  200  200  200  200  200  200
POST /password-reset/                     200  200  200  200  200  200  200
GET /password-reset/done/                 200  200  200  200  200  200  200
GET /password-reset/sent/                 200  200  200  200  200  200  200
GET /profile/                             200  200  200  200  200  200  login
POST /profile/                            405  405  405  405  405  405  login
GET /profile/<username>/                  on   on   on   on   on   on   on
POST /profile/<username>/                 on   on   on   on   on   on   on
GET /profile/edit/                        200  200  200  200  200  200  login
POST /profile/edit/                       200  200  200  200  200  200  login
GET /progress/                            200  200  200  200  200  200  login
GET /progress/sessions.csv                200  200  200  200  200  200  login
GET /progress/sessions/                   200  200  200  200  200  200  login
GET /progress/sessions/<session_id>/      404  200  404  404  404  404  login
GET /progress/sessions/<session_id>/correct/ 404  200  404  404  404  404  login
POST /progress/sessions/<session_id>/correct/ 404  422  404  404  404  404  login
GET /progress/sessions/<session_id>/delete/ 404  200  404  404  404  404  login
POST /progress/sessions/<session_id>/delete/ 404  did  404  404  404  404  login
GET /progress/sessions/add/               200  200  200  200  200  200  login
POST /progress/sessions/add/              did  did  did  did  did  did  login
GET /report/<about>/<object_id>/          200  200  200  404  404  404  login
POST /report/<about>/<object_id>/         422  422  422  404  404  404  login
GET /room/<code>/                         on   on   on   on   on   on   on
POST /room/<code>/                        on   on   on   on   on   on   on
GET /rooms/                               200  200  200  200  200  200  login
GET /rooms/<code>/                        200  200  200  200  200  200  login
POST /rooms/<code>/<act>/<person_id>/     did  on   on   on   on   did  login
GET /rooms/<code>/attendance.csv          200  404  404  403  403  403  login
GET /rooms/<code>/attendance/             200  200  200  403  403  403  login
POST /rooms/<code>/close/                 422  on   on   on   on   422  login
GET /rooms/<code>/invite/                 200  200  200  403  403  403  login
POST /rooms/<code>/invite/                did  on   on   on   on   on   login
POST /rooms/<code>/join/                  on   on   on   on   did  did  login
GET /rooms/<code>/keep/                   200  403  403  403  403  200  login
POST /rooms/<code>/keep/                  did  on   on   on   on   did  login
POST /rooms/<code>/leave/                 did  did  did  on   on   on   login
GET /rooms/<code>/members/                200  200  200  403  403  200  login
POST /rooms/<code>/messages/              did  did  on   on   on   on   login
GET /rooms/<code>/messages/<message_id>/  200  200  200  403  403  403  login
POST /rooms/<code>/messages/<message_id>/ on   did  on   on   on   on   login
GET /rooms/<code>/pinned/                 200  200  200  403  403  403  login
GET /rooms/<code>/requests/               200  403  403  403  403  200  login
POST /rooms/<code>/requests/<request_id>/ did  on   on   on   on   did  login
GET /rooms/<code>/settings/               200  403  403  403  403  200  login
POST /rooms/<code>/settings/              200  on   on   on   on   200  login
POST /rooms/<code>/timer/<action>/        did  did  did  on   on   on   login
GET /rooms/create/                        200  200  200  200  200  200  login
POST /rooms/create/                       200  200  200  200  200  200  login
GET /search/                              200  200  200  200  200  200  login
GET /settings/                            200  200  200  200  200  200  login
POST /settings/                           200  200  200  200  200  200  login
GET /settings/delete/                     200  200  200  200  200  200  login
POST /settings/delete/                    200  200  200  200  200  200  login
GET /settings/email/                      200  200  200  200  200  200  login
POST /settings/email/                     200  200  200  200  200  200  login
GET /settings/export/                     200  200  200  200  200  200  login
POST /settings/export/                    200  200  200  200  200  200  login
GET /settings/password/                   200  200  200  200  200  200  login
POST /settings/password/                  200  200  200  200  200  200  login
GET /settings/time-zone/                  405  405  405  405  405  405  login
POST /settings/time-zone/                 on   on   on   on   on   on   login
GET /setup/<token>/                       on   on   on   on   on   on   410
GET /save-session/                        405  405  405  405  405  405  401
POST /save-session/                       200  200  200  200  200  200  401
POST /setup/<token>/                      on   on   on   on   on   on   410
GET /signup/                              on   on   on   on   on   on   200
POST /signup/                             on   on   on   on   on   on   200
GET /study/                               200  200  200  200  200  200  login
GET /study/save-session/                  405  405  405  405  405  405  401
POST /study/save-session/                 200  200  200  200  200  200  401
GET /study/tasks/                         200  200  200  200  200  200  401
POST /study/tasks/                        201  201  201  201  201  201  401
GET /study/tasks/<task_id>/               404  200  404  404  404  404  401
POST /study/tasks/<task_id>/              405  405  405  405  405  405  401
POST /study/timer/<action>/               did  did  did  did  did  did  login
POST /theme/                              on   on   on   on   on   on   on
GET /u/<username>/                        200  200  200  200  200  200  login
POST /u/<username>/                       405  405  405  405  405  405  login
POST /u/<username>/block/                 did  did  did  did  did  did  login
POST /u/<username>/follow/                did  did  did  did  did  did  login
POST /u/<username>/unblock/               did  did  did  did  did  did  login
POST /u/<username>/unfollow/              did  did  did  did  did  did  login
GET /verify-email/                        on   on   on   on   on   on   login
POST /verify-email/                       on   on   on   on   on   on   login
GET /verify-email/<token>/                410  410  410  410  410  410  410
POST /verify-email/<token>/               410  410  410  410  410  410  410
    """,
)

PRIVATE = table(
    "PRIVATE",
    ROLES[3:],
    """
# banned, stranger, admin, nobody
PATCH /api/chat/rooms/<room_id>/                          404  404  200  401
DELETE /api/chat/rooms/<room_id>/                         404  404  204  401
POST /api/chat/rooms/<room_id>/approve-join/<request_id>/ 404  404  204  401
POST /api/chat/rooms/<room_id>/ban/<person_id>/           404  404  204  401
DELETE /api/chat/rooms/<room_id>/ban/<person_id>/         404  404  204  401
GET /api/chat/rooms/<room_id>/bans/                       404  404  200  401
POST /api/chat/rooms/<room_id>/deny-join/<request_id>/    404  404  204  401
POST /api/chat/rooms/<room_id>/host/<person_id>/          404  404  204  401
GET /api/chat/rooms/<room_id>/join-requests/              404  404  200  401
POST /api/chat/rooms/<room_id>/kick/<person_id>/          404  404  204  401
POST /api/chat/rooms/<room_id>/mute/<person_id>/          404  404  200  401
DELETE /api/chat/rooms/<room_id>/mute/<person_id>/        404  404  204  401
POST /files/<attachment_id>/<name>                        405  405  405  401
POST /files/thumbs/<attachment_id>/                       405  405  405  401
GET /room/<code>/                                         on   on   on   on
POST /room/<code>/                                        on   on   on   on
POST /rooms/<code>/<act>/<person_id>/                     404  404  did  login
POST /rooms/<code>/close/                                 404  404  422  login
GET /rooms/<code>/keep/                                   404  404  200  login
POST /rooms/<code>/keep/                                  404  404  did  login
GET /rooms/<code>/members/                                404  404  200  login
GET /rooms/<code>/requests/                               404  404  200  login
POST /rooms/<code>/requests/<request_id>/                 404  404  did  login
GET /rooms/<code>/settings/                               404  404  200  login
POST /rooms/<code>/settings/                              404  404  200  login
    """,
)

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
unread             -    -    told
join               told -    -
leave              told -    -
presence           told -    -
typing             told told -
stop_typing        told told -
    """,
)
#: In the contract, and not built.
NOT_YET = {
    "achievement",
    "level_up",
    "call_peer_joined",
    "call_peer_left",
    "webrtc_offer",
    "webrtc_answer",
    "webrtc_ice",
}
