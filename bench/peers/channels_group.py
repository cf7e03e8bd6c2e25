"""The design of the older systems: a consumer for each socket, group_send through Redis.

With PEER_DATABASE a frame `{"type": "store", …}` is stored with one ORM insert and answered.
"""

from __future__ import annotations

import json
import os
from typing import Any

import django
from django.conf import settings

settings.configure(
    SECRET_KEY="only for the bench",
    USE_TZ=True,
    DATABASES={
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": os.environ.get("PEER_DATABASE") or ":memory:",
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
            },
        }
    },
    CHANNEL_LAYERS={
        "default": {
            "BACKEND": "channels_redis.core.RedisChannelLayer",
            "CONFIG": {"hosts": [os.environ.get("PEER_REDIS", "redis://127.0.0.1:6379/0")]},
        }
    },
)
django.setup()

from channels.db import database_sync_to_async  # noqa: E402
from channels.generic.websocket import AsyncWebsocketConsumer  # noqa: E402
from channels.routing import ProtocolTypeRouter, URLRouter  # noqa: E402
from django.db import connection, models  # noqa: E402
from django.urls import path  # noqa: E402

ROOM = "room_bench"


class Message(models.Model):
    room = models.CharField(max_length=50)
    content = models.TextField()
    created_at = models.DateTimeField(auto_now_add=True)
    objects: models.Manager[Message] = models.Manager()

    class Meta:
        app_label = "peer"

    def __str__(self) -> str:
        return self.content


if os.environ.get("PEER_DATABASE"):
    with connection.schema_editor() as editor:
        editor.create_model(Message)
    connection.close()


class RoomConsumer(AsyncWebsocketConsumer):  # type: ignore[misc]
    async def connect(self) -> None:
        await self.channel_layer.group_add(ROOM, self.channel_name)
        await self.accept()

    async def disconnect(self, code: int) -> None:
        await self.channel_layer.group_discard(ROOM, self.channel_name)

    async def receive(self, text_data: str = "", bytes_data: bytes | None = None) -> None:
        frame = json.loads(text_data)
        if frame["type"] == "store":
            await self.store(frame)
        else:
            await self.channel_layer.group_send(ROOM, frame)

    async def store(self, frame: dict[str, Any]) -> None:
        create = database_sync_to_async(Message.objects.create)
        await create(room=ROOM, content=frame["content"])
        await self.send(json.dumps({"type": "ok", "id": frame["id"]}, separators=(",", ":")))

    async def chat_message(self, event: dict[str, Any]) -> None:
        await self.send(json.dumps(event, separators=(",", ":")))


application = ProtocolTypeRouter(
    {"websocket": URLRouter([path("ws/", RoomConsumer.as_asgi())])},
)
