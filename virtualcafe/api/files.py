"""Files on their way to who may see them. Each request asks for the right anew, and nothing that
could run is ever shown by the browser."""

from __future__ import annotations

import re
from typing import NamedTuple

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.urls import path
from django.utils.http import content_disposition_header
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.views import APIView

from virtualcafe.api.accounts import person_asking
from virtualcafe.chat.files import store
from virtualcafe.chat.files.access import NO_FILE, attachment_for
from virtualcafe.chat.models import Attachment
from virtualcafe.lib import clock
from virtualcafe.lib.errors import NotFound
from virtualcafe.realtime.downloads import handed_out

#: Drawn or measured by us, so a browser may show them. The rest is bytes to be saved.
SHOWN = {Attachment.Kind.IMAGE, Attachment.Kind.AUDIO}
SAFE = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "private, no-store",
    "Accept-Ranges": "bytes",
}


class Span(NamedTuple):
    """Bytes from `start` up to and without `end`."""

    start: int
    end: int


class Served(NamedTuple):
    stored: str
    size: int
    mime: str
    name: str
    shown: bool


@extend_schema(exclude=True)
class Files(APIView):
    """Thumbnails come by the page, so only uploads and the API count."""

    throttle_classes = ()

    def get(self, request: Request, attachment_id: int, name: str = "") -> HttpResponseBase:
        person = person_asking(request)
        found = attachment_for(person, attachment_id, now=clock.now())
        return _answer(request, _whole(found, shown="download" not in request.query_params))

    head = get


@extend_schema(exclude=True)
class Thumbnails(Files):
    def get(self, request: Request, attachment_id: int, name: str = "") -> HttpResponseBase:
        found = attachment_for(person_asking(request), attachment_id, now=clock.now())
        if not found.thumb.name:
            raise NotFound(NO_FILE)
        size = _size(found.thumb.name)
        return _answer(request, Served(found.thumb.name, size, "image/webp", "thumb.webp", True))

    head = get


def _whole(found: Attachment, *, shown: bool) -> Served:
    is_shown = found.kind in SHOWN
    mime = found.mime if is_shown else "application/octet-stream"
    stored = found.file.name or ""
    return Served(stored, _size(stored), mime, found.name, is_shown and shown)


def _size(stored: str) -> int:
    """Of the file as it lies there. Raises NotFound for one that is lost."""
    try:
        return store.length(stored)
    except FileNotFoundError:
        raise NotFound(NO_FILE) from None


def _answer(request: Request, served: Served) -> HttpResponseBase:
    span = _span(request.headers.get("Range", ""), served.size)
    if span is None:
        response: HttpResponseBase = HttpResponse(status=416)
        response["Content-Range"] = f"bytes */{served.size}"
        return _safe(response)
    length = span.end - span.start
    try:
        file = store.opened(served.stored, start=span.start, length=length)
    except FileNotFoundError:
        raise NotFound(NO_FILE) from None
    response = handed_out(request._request, file, length=length)
    if length < served.size:
        response.status_code = 206
        response["Content-Range"] = f"bytes {span.start}-{span.end - 1}/{served.size}"
    response["Content-Type"] = served.mime
    disposition = content_disposition_header(not served.shown, served.name)
    response["Content-Disposition"] = disposition or "attachment"
    return _safe(response)


def _safe(response: HttpResponseBase) -> HttpResponseBase:
    for name, value in SAFE.items():
        response[name] = value
    return response


def _span(asked: str, size: int) -> Span | None:
    """What a Range header asks for (RFC 9110, 14); the whole where it asks for what we don't do,
    None for what the file doesn't have."""
    match = re.fullmatch(r"bytes=([0-9]{0,18})-([0-9]{0,18})", asked.replace(" ", ""))
    if match is None or match.groups() == ("", ""):
        return Span(0, size)
    first, last = match.groups()
    if not first:
        length = min(int(last), size)
        return Span(size - length, size) if length else None
    if last and int(last) < int(first):
        return Span(0, size)
    end = min(int(last) + 1, size) if last else size
    return Span(int(first), end) if int(first) < size else None


urlpatterns = [
    path("thumbs/<int:attachment_id>/", Thumbnails.as_view(), name="thumb"),
    path("<int:attachment_id>/<str:name>", Files.as_view(), name="file"),
]
