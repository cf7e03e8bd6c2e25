"""The composer as a plain form, for where there is no JavaScript."""

from __future__ import annotations

import uuid

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from virtualcafe.chat import actions, limits
from virtualcafe.lib import clock
from virtualcafe.rooms import access
from virtualcafe.rooms.views import SignedIn


@require_POST
@login_required
def post(request: SignedIn, code: str) -> HttpResponse:
    """Browsers send line breaks of forms as CRLF; what was typed had one character."""
    now = clock.now()
    room = access.room_for(request.user, code, now=now)
    limits.may_post(request.user.pk)
    content = request.POST.get("content", "").replace("\r\n", "\n")
    sent = actions.Post(request.user.pk, room.stream_name, uuid.uuid4(), content)
    posted = actions.post_message(sent, now=now)
    return redirect(f"/rooms/{room.code}/#message-{posted.message_id}")
