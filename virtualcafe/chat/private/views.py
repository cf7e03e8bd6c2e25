"""The pages of private threads. Opening one writes nothing; the first message does."""

from __future__ import annotations

import uuid

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from virtualcafe.accounts.models import Person
from virtualcafe.accounts.relations import person_named, relation
from virtualcafe.accounts.requests import SignedIn
from virtualcafe.chat import actions, excerpts, limits, views
from virtualcafe.chat.access import may_delete, may_pin, message_for
from virtualcafe.chat.conversation import AT
from virtualcafe.chat.files.form import taken
from virtualcafe.chat.private import access, conversation, selectors
from virtualcafe.chat.private.actions import open_thread
from virtualcafe.chat.private.rights import refusal
from virtualcafe.chat.selectors import MOST, history
from virtualcafe.chat.wire import message_objects
from virtualcafe.lib import clock
from virtualcafe.lib.errors import NotFound
from virtualcafe.lib.ids import id_in
from virtualcafe.realtime import log


@require_safe
@login_required
@never_cache
def inbox(request: SignedIn) -> HttpResponse:
    """All threads; with `?to=<username>` the one with them, or a sheet to begin it on."""
    access.must_be_on()
    if to := request.GET.get("to", ""):
        return _begin(request, person_named(to))
    context = {"threads": selectors.listed(request.user.pk)}
    return render(request, "messages/inbox.html", context)


@require_safe
@login_required
@never_cache
def thread(request: SignedIn, thread_id: int) -> HttpResponse:
    """`last_seq` is read before the messages: what comes in between is told again, not missed."""
    found = access.thread_for(request.user.pk, thread_id)
    other = found.other(request.user.pk)
    context = {
        "thread": found,
        "other": other,
        "last_seq": found.stream.last_seq,
        "conversation": conversation.of_thread(
            found,
            reader=request.user,
            at=id_in(request.GET.get(AT, "")),
            about=id_in(request.GET.get("about", "")),
            now=clock.now(),
        ),
        "relation": relation(request.user, other),
        "threads": selectors.listed(request.user.pk),
        "epoch": log.epoch(),
    }
    return render(request, "messages/thread.html", context)


@require_POST
@login_required
def post(request: SignedIn, thread_id: int) -> HttpResponse:
    """The composer as a plain form, for where there is no JavaScript."""
    found = access.thread_for(request.user.pk, thread_id)
    posted = _post(request, found.stream.name)
    return redirect(f"/messages/{found.pk}/#message-{posted.message_id}")


@require_POST
@login_required
def start(request: SignedIn) -> HttpResponse:
    """The first message of a thread."""
    access.must_be_on()
    other = person_named(request.POST.get("to", ""))
    found, _ = open_thread(request.user, other, now=clock.now())
    _post(request, found.stream.name)
    return redirect("private-thread", found.pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def message(request: SignedIn, thread_id: int, message_id: int) -> HttpResponse:
    """One message and all that this person can do to it, for where there is no JavaScript."""
    person, now = request.user, clock.now()
    found = access.thread_for(person.pk, thread_id)
    row = message_for(person, message_id, now=now)
    if row.stream_id != found.stream_id:
        raise NotFound
    if request.method == "POST":
        return views.done(request, f"/messages/{found.pk}/", row, now=now)
    shown = message_objects([row], for_person=person.pk)
    whole = conversation.of_thread(found, reader=person, at=None, about=None, now=now)
    context = {
        "title": found.other(person.pk).username,
        "message": shown[0],
        "words": row.content,
        "conversation": whole._replace(shown=shown),
        "mine": row.sender_id == person.pk,
        "may_delete": may_delete(person, row),
        "may_pin": may_pin(person, row),
    }
    return render(request, "chat/message.html", context)


@require_safe
@login_required
def pinned(request: SignedIn, thread_id: int) -> HttpResponse:
    found = access.thread_for(request.user.pk, thread_id)
    page = history(found.stream_id, for_person=request.user.pk, limit=MOST, pinned=True)
    context = {
        "title": found.other(request.user.pk).username,
        "page": f"/messages/{found.pk}/",
        "hits": [excerpts.hit(each) for each in page.messages],
    }
    return render(request, "chat/pinned.html", context)


def _begin(request: SignedIn, other: Person) -> HttpResponse:
    """Where something was said already, its page; else a sheet."""
    person, now = request.user, clock.now()
    known = access.known_to(person.pk).filter(first__in=(person, other), second__in=(person, other))
    about = id_in(request.GET.get("about", ""))
    if person != other and (found := known.first()):
        quoting = f"?about={about}" if about else ""
        return redirect(f"/messages/{found.pk}/{quoting}")
    refused = refusal(person, other, now=now) if person != other else None
    context = {
        "other": other,
        "draft": conversation.quote_of(person, about, now=now),
        "refusal": refused.detail if refused else "",
        "relation": relation(person, other),
        "threads": selectors.listed(person.pk),
    }
    return render(request, "messages/begin.html", context)


def _post(request: SignedIn, stream: str) -> actions.Posted:
    limits.may_post(request.user.pk)
    now = clock.now()
    files = taken(request, request.user, stream, now=now)
    reply_to = id_in(request.POST.get("reply_to", ""))
    sent = actions.Post(
        request.user.pk,
        stream,
        uuid.uuid4(),
        views.typed(request),
        reply_to=reply_to,
        attachments=files,
    )
    return actions.post_message(sent, now=now)
