"""What a file is called: for people and for their disks, never for ours."""

from __future__ import annotations

import unicodedata
from pathlib import PurePosixPath

LONGEST = 200
LONGEST_EXTENSION = 20
NAMELESS = "file"
#: Marks that turn the direction of writing, so that a program reads as a PDF.
TURNING = {*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C, 0xFEFF}


def cleaned(name: str) -> str:
    """One line without folders, of at most 200 characters; its extension stays."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join(character for character in last if _is_harmless(character))
    line = " ".join(unicodedata.normalize("NFC", kept).split()).strip(". ") or NAMELESS
    stem, extension = split(line)
    return stem[: LONGEST - len(extension)] + extension


def split(name: str) -> tuple[str, str]:
    """The name and its extension with the dot; what is too long is none."""
    extension = PurePosixPath(name).suffix
    if len(extension) > LONGEST_EXTENSION:
        return name, ""
    return name[: len(name) - len(extension)], extension


def with_extension(name: str, *among: str) -> str:
    """The name with an extension of these; the first one replaces another."""
    stem, extension = split(name)
    if extension.lower() in among:
        return name
    return stem[: LONGEST - len(among[0])] + among[0]


def _is_harmless(character: str) -> bool:
    kind = unicodedata.category(character)
    return kind not in {"Cc", "Cs", "Zl", "Zp", "Cn"} and ord(character) not in TURNING
