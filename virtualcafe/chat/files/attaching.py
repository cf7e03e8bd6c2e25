"""Files becoming part of a message, inside the batch that writes it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from virtualcafe.chat.models import Attachment
from virtualcafe.lib.errors import BadRequest

if TYPE_CHECKING:
    from virtualcafe.chat.actions.draft import Post

NOT_YOURS = "A file can be sent once, by who uploaded it, where it was uploaded for."


@dataclass(slots=True)
class Waiting:
    """The files that the posts of a batch name, locked until its end; each can be taken once."""

    files: dict[int, Attachment]

    @classmethod
    def of(cls, posts: Iterable[Post]) -> Waiting:
        """One query, and none where no post names any."""
        ids = {pk for post in posts for pk in post.attachments}
        if not ids:
            return cls({})
        rows = Attachment.objects.select_for_update().filter(pk__in=ids, message=None)
        return cls({row.pk: row for row in rows.order_by("pk")})

    def refusal(self, post: Post, stream_id: int) -> BadRequest | None:
        for pk in post.attachments:
            file = self.files.get(pk)
            if file is None or (file.owner_id, file.stream_id) != (post.person_id, stream_id):
                return BadRequest(NOT_YOURS)
        return None

    def take(self, post: Post) -> list[Attachment]:
        return [self.files.pop(pk) for pk in post.attachments]


def attach(files: Collection[Attachment], *, message_id: int) -> None:
    for position, file in enumerate(files):
        file.message_id, file.position = message_id, position
    Attachment.objects.bulk_update(files, ["message", "position"])
