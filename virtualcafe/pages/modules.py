"""The café's modules as they are served: without the comments that have lines of their own.

They are a quarter of a first visit. Only whole lines go, so that nothing has to understand
JavaScript; a test holds that none of them stands inside of a text.
"""

from __future__ import annotations

import re
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage

FOLDER = "js/"
COMMENT = re.compile(r"^[ \t]*(?:/\*(?:[^*]|\*(?!/))*\*/|//.*)[ \t]*\n", re.MULTILINE)


def bare(paths: dict[str, Any]) -> dict[str, Any]:
    """What takes the place of the collected modules: their names and where they are."""
    memory = InMemoryStorage()
    names = [name for name in paths if name.startswith(FOLDER) and name.endswith(".js")]
    for name in names:
        storage, path = paths[name]
        with storage.open(path) as file:
            memory.save(name, ContentFile(COMMENT.sub("", file.read().decode())))
    return {name: (memory, name) for name in names}
