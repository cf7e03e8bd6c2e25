"""Bodies with a bound: the framework would read a stream of any length into memory."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import IO, Any

from django.conf import settings
from rest_framework.exceptions import ParseError
from rest_framework.parsers import BaseParser

from virtualcafe.lib.errors import TooLarge


class BoundedJSONParser(BaseParser):
    media_type = "application/json"

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        limit = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        raw = stream.read(limit + 1)
        if len(raw) > limit:
            raise TooLarge(f"A request may be {limit} bytes long.")
        try:
            said = json.loads(raw, parse_constant=_refuse_constant)
            if b"\\u" in raw:  # half a letter can be escaped, but not answered
                json.dumps(said, ensure_ascii=False).encode()
            return said
        except (ValueError, RecursionError):
            raise ParseError("The body should be JSON, and it isn't.") from None


def _refuse_constant(word: str) -> object:
    raise ValueError(f"{word} is not JSON")
