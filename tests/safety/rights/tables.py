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
GET /api/focus/goal/                                        200  200  200  200  200  200  401
PUT /api/focus/goal/                                        409  409  409  409  409  409  401
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
GET /api/progress/achievements/                             200  200  200  200  200  200  401
GET /api/progress/goal/                                     200  200  200  200  200  200  401
PUT /api/progress/goal/                                     200  200  200  200  200  200  401
GET /api/progress/heatmap/                                  200  200  200  200  200  200  401
GET /api/progress/leaderboard/                              200  200  200  404  404  404  401
GET /api/progress/streak/                                   200  200  200  200  200  200  401
GET /api/progress/summary/                                  200  200  200  200  200  200  401
POST /api/reports/                                          201  400  201  404  404  404  401
GET /api/schema/                                            200  200  200  200  200  200  200
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
