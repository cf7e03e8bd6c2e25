"""Which build of the pages this process serves: a tab that was opened before can offer a reload."""

from __future__ import annotations

from functools import cache
from hashlib import sha256

from django.contrib.staticfiles.storage import staticfiles_storage


@cache
def build() -> str:
    hashed = getattr(staticfiles_storage, "hashed_files", None) or {}
    return sha256(repr(sorted(hashed.items())).encode()).hexdigest()[:12]
