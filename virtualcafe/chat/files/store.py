"""Where files lie: in a folder or in a bucket, under names that nobody chose."""

from __future__ import annotations

import logging
import os
import secrets
from collections.abc import Collection, Iterator
from functools import partial
from typing import IO, Any

from django.core.files import File
from django.core.files.storage import default_storage
from django.db import transaction

FOLDER = "attachments"
#: Folders of at most a few hundred files each, whatever the café's size.
SHARDS = [f"{number:02x}" for number in range(256)]

logger = logging.getLogger(__name__)


def keep(file: IO[bytes]) -> str:
    """Store it under a new name, which is given back."""
    name = secrets.token_hex(16)
    file.seek(0)
    return default_storage.save(f"{FOLDER}/{name[:2]}/{name[2:]}", File(file))


def opened(name: str, *, start: int, length: int) -> IO[bytes]:
    """The file from its byte `start`. Raises FileNotFoundError."""
    bucket: Any = getattr(default_storage, "bucket", None)
    if bucket is not None:
        return _from_bucket(bucket, name, start, length)
    file: IO[bytes] = default_storage.open(name)
    file.seek(start)
    return file


def length(name: str) -> int:
    """In bytes. Raises FileNotFoundError."""
    return int(default_storage.size(name))


def let_go(names: Collection[str]) -> None:
    """Delete these files once the transaction at hand is committed."""
    transaction.on_commit(partial(delete, [name for name in names if name]), robust=True)


def delete(names: Collection[str]) -> None:
    """What can't be deleted now is left to the sweep."""
    for name in names:
        try:
            default_storage.delete(name)
        except Exception:
            logger.exception("%s could not be deleted", name)


def everything() -> Iterator[list[str]]:
    """The names of all files, one folder at a time."""
    for shard in SHARDS:
        folder = f"{FOLDER}/{shard}"
        try:
            _, files = default_storage.listdir(folder)
        except FileNotFoundError:
            continue
        if files:
            yield [f"{folder}/{file}" for file in files]


def _from_bucket(bucket: Any, name: str, start: int, length: int) -> IO[bytes]:
    """As it comes over the network; the storage's own `open` would fetch all of it first."""
    from botocore.exceptions import ClientError

    try:
        answer = bucket.Object(name).get(Range=f"bytes={start}-{start + length - 1}")
    except ClientError as refusal:
        raise FileNotFoundError(name) from refusal
    body: IO[bytes] = answer["Body"]
    return body


def size_of(file: IO[bytes]) -> int:
    return file.seek(0, os.SEEK_END)
