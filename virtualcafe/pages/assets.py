"""Static files under hashed names without a bundler: collected once, and mapped for the browser."""

from __future__ import annotations

import functools
import hashlib
import json
from pathlib import Path
from typing import Any

import brotli  # type: ignore[import-untyped]
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command
from whitenoise.compress import Compressor
from whitenoise.middleware import WhiteNoiseMiddleware
from whitenoise.storage import CompressedManifestStaticFilesStorage

from virtualcafe.pages import modules, stylesheets

STAMP = "sources.sha256"

#: A first start waits for this: the café's own files are small and get Brotli's best; the large
#: ones are the admin's and the API's pages, where the best takes a hundred times as long.
SMALL = 100_000
BEST, QUICK = 11, 5


class Thrifty(Compressor):  # type: ignore[misc]
    @staticmethod
    def compress_brotli(data: bytes) -> bytes:
        packed: bytes = brotli.compress(data, quality=BEST if len(data) <= SMALL else QUICK)
        return packed


class HashedFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Hashed names once the files are collected; plain ones before, as in a test or with DEBUG."""

    # Rewriting imports inside the files breaks on missing semicolons, cycles and comments
    # in Django 5.2; the import map does it instead.
    support_js_module_import_aggregation = False

    def create_compressor(self, **options: Any) -> Compressor:
        return Thrifty(**options)

    def post_process(self, paths: dict[str, Any], **options: Any) -> Any:
        served = {**paths, **stylesheets.joined(paths), **modules.bare(paths)}
        return super().post_process(served, **options)

    def stored_name(self, name: str) -> str:
        return super().stored_name(name) if self.hashed_files else name


AGE = {"Last-Modified", "ETag"}


class FewHeaders(WhiteNoiseMiddleware):  # type: ignore[misc]
    """Serves the files before anything adds the headers of a page: on a hundred small ones those
    are half of a first visit. Nobody asks again for one that never changes, so it needn't tell its
    age; and modules, sheets and pictures are UTF-8 without being called so."""

    def add_mime_headers(self, headers: Any, path: str, url: str) -> None:
        super().add_mime_headers(headers, path, url)
        headers["Content-Type"] = headers["Content-Type"].partition(";")[0]
        headers["X-Content-Type-Options"] = "nosniff"

    def get_static_file(self, path: str, url: str, stat_cache: Any = None) -> Any:
        file = super().get_static_file(path, url, stat_cache)
        if self.immutable_file_test(path, url):
            file.alternatives = [
                (accepts, where, [each for each in headers if each[0] not in AGE])
                for accepts, where, headers in file.alternatives
            ]
        return file


def collect_when_changed() -> bool:
    """Collect into STATIC_ROOT when a source differs from the last time; say whether it did.

    Call it before the WSGI application is made: WhiteNoise looks at the folder once. Names of
    an earlier version stay, so a page that is open across an upgrade keeps its files.
    """
    root = Path(settings.STATIC_ROOT)
    root.mkdir(parents=True, exist_ok=True)
    stamp, sources = root / STAMP, _digest_of_sources()
    if stamp.exists() and stamp.read_text() == sources:
        return False
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(sources)
    import_map.cache_clear()
    return True


@functools.cache
def import_map() -> str:
    """The browser's map, as JSON, from plain names to hashed ones; empty before collecting.

    It reads ``hashed_files``, which Django does not document; tests/architecture guards it.
    """
    names = {} if settings.DEBUG else _hashed_names()
    hashes = {name: hashed for name, hashed in names.items() if name.startswith(modules.FOLDER)}
    if not hashes:
        return ""
    url = settings.STATIC_URL
    imports = {url + name: url + hashed for name, hashed in sorted(hashes.items())}
    return json.dumps({"imports": imports}, separators=(",", ":")).replace("<", "\\u003C")


def _hashed_names() -> dict[str, str]:
    return getattr(staticfiles_storage, "hashed_files", {})


def _digest_of_sources() -> str:
    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            file = Path(storage.path(path)).stat()
            digest.update(f"{path}\0{file.st_size}\0{file.st_mtime_ns}\n".encode())
    return digest.hexdigest()
