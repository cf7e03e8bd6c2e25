"""A post that was checked and rendered, before it has a number."""

from __future__ import annotations

from hashlib import blake2b
from typing import NamedTuple
from uuid import UUID

from virtualcafe.chat.models import MAX_CONTENT
from virtualcafe.lib import markdown
from virtualcafe.lib.errors import BadRequest, CafeError, TooLarge
from virtualcafe.rooms.access import Pair

Key = tuple[int, UUID]


class Post(NamedTuple):
    person_id: int
    stream: str
    cid: UUID
    content: str
    reply_to: int | None = None
    thread: int | None = None


class Draft(NamedTuple):
    """A post that was checked and rendered and waits for its number."""

    post: Post
    html: str
    digest: bytes

    @property
    def key(self) -> Key:
        return self.post.person_id, self.post.cid

    @property
    def pair(self) -> Pair:
        return self.post.person_id, self.post.stream


def drafted(post: Post) -> Draft | CafeError:
    try:
        body = checked(post.content)
    except CafeError as refusal:
        return refusal
    digest = blake2b(f"{post.stream}\0{post.reply_to}\0{post.thread}\0\0".encode(), digest_size=16)
    digest.update(body)
    return Draft(post, markdown.render(post.content), digest.digest())


def checked(content: str) -> bytes:
    """The content as UTF-8. Raises BadRequest or TooLarge."""
    if len(content) > MAX_CONTENT:
        raise TooLarge(
            f"A message has at most {MAX_CONTENT:,} characters; this has {len(content):,}."
        )
    if not content or content.isspace():
        raise BadRequest("A message can't be empty.")
    if "\x00" in content:
        raise BadRequest("This holds a character that can't be kept.")
    try:
        return content.encode()
    except UnicodeEncodeError:
        raise BadRequest("This holds a character that can't be kept.") from None
