"""The two doors: HTTP is Django in a bounded pool of threads, `/ws/` is the realtime socket.

Under Django's own ASGI handler each synchronous middleware costs two thread switches a request, so
HTTP goes through WSGI. `/healthz` and `/readyz` answer before Django is asked."""

from __future__ import annotations

import os
from typing import Any

from a2wsgi import WSGIMiddleware
from channels.routing import ProtocolTypeRouter, URLRouter
from django import urls
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "virtualcafe.config.settings")
http: Any = get_wsgi_application()

from virtualcafe.realtime.addresses import patterns  # noqa: E402
from virtualcafe.realtime.downloads import WholeAnswers  # noqa: E402
from virtualcafe.realtime.health import Health, no_such_socket  # noqa: E402
from virtualcafe.realtime.http import FilesInTurn, WholeRequests  # noqa: E402
from virtualcafe.realtime.socket import socket  # noqa: E402

#: URLRouter takes applications where Django's own `path` expects views.
at: Any = urls.path
anywhere: Any = urls.re_path

#: Requests that are worked on at once; the rest wait their turn.
HTTP_WORKERS = 8
django: Any = WSGIMiddleware(http, workers=HTTP_WORKERS)

application = Health(
    ProtocolTypeRouter(
        {
            "http": WholeRequests(WholeAnswers(FilesInTurn(django))),
            "websocket": URLRouter(
                [
                    at("ws/", socket),
                    *(at(f"ws/{pattern}", socket) for pattern in patterns),
                    anywhere(r"", no_such_socket),
                ]
            ),
        }
    )
)
