"""The café's stylesheet as it is served: what app.css imports stands in it, layer by layer.

Twenty-odd small requests cost more over the wire than the rules they carry.
"""

from __future__ import annotations

import posixpath
import re
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage

ENTRY = "css/app.css"
COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)
IMPORT = re.compile(r'@import url\("(?P<name>[^"]+)"\) layer\((?P<layer>\w+)\);')


def joined(paths: dict[str, Any]) -> dict[str, Any]:
    """What takes the place of the collected entry: its name and where it is."""
    if ENTRY not in paths:
        return {}

    def part(found: re.Match[str]) -> str:
        name = posixpath.join(posixpath.dirname(ENTRY), found["name"])
        return f"@layer {found['layer']} {{\n{_rules(paths, name)}}}"

    memory = InMemoryStorage()
    memory.save(ENTRY, ContentFile(IMPORT.sub(part, _rules(paths, ENTRY))))
    return {ENTRY: (memory, ENTRY)}


def _rules(paths: dict[str, Any], name: str) -> str:
    storage, path = paths[name]
    with storage.open(path) as file:
        return COMMENT.sub("", file.read().decode())
