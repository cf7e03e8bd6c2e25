"""A post that was checked and rendered, before it has a number."""

from __future__ import annotations

from hashlib import blake2b
from typing import NamedTuple
from uuid import UUID

from virtualcafe.chat.calling import Names
from virtualcafe.chat.models import MAX_CONTENT
from virtualcafe.lib import markdown
from virtualcafe.lib.errors import BadRequest, CafeError, TooLarge
from virtualcafe.rooms.access import Pair

Key = tuple[int, UUID]

#: Files of one message.
MOST_FILES = 10


class Post(NamedTuple):
    person_id: int
    stream: str
    cid: UUID
    content: str
    reply_to: int | None = None
    thread: int | None = None
    attachments: tuple[int, ...] = ()


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


def drafted(post: Post, people: Names) -> Draft | CafeError:
    """`people` are those whom it may call by name."""
    try:
        body = checked(post.content, with_files=bool(post.attachments))
        files = _files(post.attachments)
    except CafeError as refusal:
        return refusal
    digest = blake2b(
        f"{post.stream}\0{post.reply_to}\0{post.thread}\0{files}\0".encode(), digest_size=16
    )
    digest.update(body)
    return Draft(post, markdown.render(post.content, people), digest.digest())


def _files(ids: tuple[int, ...]) -> str:
    if len(ids) > MOST_FILES:
        raise BadRequest(f"A message may hold up to {MOST_FILES} files.")
    if len(set(ids)) < len(ids):
        raise BadRequest("A message holds each file once.")
    return ",".join(map(str, ids))


def checked(content: str, *, with_files: bool = False) -> bytes:
    """The content as UTF-8; beside files it may be empty. Raises BadRequest or TooLarge."""
    if len(content) > MAX_CONTENT:
        raise TooLarge(
            f"A message has at most {MAX_CONTENT:,} characters; this has {len(content):,}."
        )
    if not with_files and (not content or content.isspace()):
        raise BadRequest("A message can't be empty.")
    if "\x00" in content:
        raise BadRequest("This holds a character that can't be kept.")
    try:
        return content.encode()
    except UnicodeEncodeError:
        raise BadRequest("This holds a character that can't be kept.") from None
