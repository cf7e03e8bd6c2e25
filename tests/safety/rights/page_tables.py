"""Of pages: who may open and send what; read as `tables` says."""

from __future__ import annotations

from .scene import ROLES
from .table import table

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
GET /progress/achievements/               200  200  200  200  200  200  login
GET /progress/badges/<slug>/              200  200  200  200  200  200  login
POST /progress/goal/                      did  did  did  did  did  did  login
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
GET /service-worker.js                    200  200  200  200  200  200  200
POST /setup/<token>/                      on   on   on   on   on   on   410
GET /signup/                              on   on   on   on   on   on   200
POST /signup/                             on   on   on   on   on   on   200
GET /study/                               200  200  200  200  200  200  login
GET /study/offline/                       200  200  200  200  200  200  200
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
