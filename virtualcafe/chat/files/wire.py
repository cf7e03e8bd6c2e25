"""Attachments as the protocol spells them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from typing import TypedDict
from urllib.parse import quote

from virtualcafe.chat.models import Attachment


class AttachmentObject(TypedDict):
    id: int
    kind: str
    name: str
    size: int
    mime: str
    url: str
    thumb_url: str | None
    width: int | None
    height: int | None
    duration: float | None


def attachment_object(attachment: Attachment) -> AttachmentObject:
    return {
        "id": attachment.pk,
        "kind": attachment.kind,
        "name": attachment.name,
        "size": attachment.size,
        "mime": attachment.mime,
        "url": f"/files/{attachment.pk}/{quote(attachment.name, safe='')}",
        "thumb_url": f"/files/thumbs/{attachment.pk}/" if attachment.thumb.name else None,
        "width": attachment.width,
        "height": attachment.height,
        "duration": attachment.duration,
    }


def of_messages(ids: Collection[int]) -> dict[int, list[AttachmentObject]]:
    """Those of each message that has some; one query."""
    told: defaultdict[int, list[AttachmentObject]] = defaultdict(list)
    rows = Attachment.objects.filter(message__in=ids).order_by("position", "pk")
    for attachment in rows if ids else ():
        told[attachment.message_id or 0].append(attachment_object(attachment))
    return told
