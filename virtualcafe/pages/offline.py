"""The room of one's own for the time without a network: the service worker, which keeps the files
it needs, and the page it shows then. That page is made for nobody, so that nobody's is kept."""

from __future__ import annotations

import functools
import hashlib
import json
from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

WORKER = "js/focus/offline/worker.js"
#: Whole folders: which scene or sound somebody chooses is not known before.
FOLDERS = ("js/focus/", "js/lib/", "js/scene/", "js/shell/", "js/sound/", "img/")
STYLES = "css/app.css"


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """At the root, whose pages it may answer for. A browser asks for it each time and takes a new
    one when a letter of it has changed."""
    answer = HttpResponse(_script(), content_type="text/javascript; charset=utf-8")
    answer["Cache-Control"] = "no-cache"
    return answer


@require_safe
def study(request: HttpRequest) -> HttpResponse:
    request.user = AnonymousUser()
    return render(request, "focus/offline.html")


@functools.cache
def _script() -> str:
    source = Path(str(finders.find(WORKER))).read_text()
    files = kept_files()
    told = {
        "version": _digest([source, *files, *_templates()]),
        "shell": reverse("pages:study-offline"),
        "files": files,
        "hashed": _is_hashed(),
    }
    return f"globalThis.OFFLINE = {json.dumps(told, separators=(',', ':'))};\n{source}"


def kept_files() -> list[str]:
    """The addresses of what the page is made of, as they are served."""
    names = sorted(name for finder in finders.get_finders() for name, _ in finder.list([]))
    styles = (STYLES,) if _is_hashed() else ("css/",)
    return [staticfiles_storage.url(name) for name in names if name.startswith(FOLDERS + styles)]


def _is_hashed() -> bool:
    """Collected files have names of their own for each content, and one stylesheet."""
    return staticfiles_storage.url(STYLES) != f"{settings.STATIC_URL}{STYLES}"


def _templates() -> list[str]:
    folder = Path(__file__).resolve().parent.parent / "templates"
    return [path.read_text() for path in sorted(folder.rglob("*.html"))]


def _digest(parts: list[str]) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]
