"""Every address the café answers to, read from its own tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from django.urls import URLPattern, URLResolver, get_resolver

_PART = re.compile(r"<(?:\w+:)?(\w+)>")


class Address(NamedTuple):
    """`route` as in `urls.py`; `methods` where the view names them, as classes of the API do."""

    route: str
    methods: tuple[str, ...]

    @property
    def parts(self) -> list[str]:
        return _PART.findall(self.route)

    @property
    def shown(self) -> str:
        """As people read it: `/rooms/<code>/`."""
        return "/" + _PART.sub(r"<\1>", self.route)

    def path(self, values: Mapping[str, object]) -> str:
        """Raises KeyError for a part that nobody gave a value for."""
        return "/" + _PART.sub(lambda part: str(values[part[1]]), self.route)


def addresses(prefix: str = "", *, without: tuple[str, ...] = ()) -> list[Address]:
    """Those that begin with `prefix`, but with none of `without`."""
    found = {address.route: address for address in _walk(get_resolver(), "")}
    return [
        address
        for route, address in sorted(found.items())
        if route.startswith(prefix) and not route.startswith(without)
    ]


def _walk(resolver: URLResolver, before: str) -> Iterator[Address]:
    for pattern in resolver.url_patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern, route)
        elif isinstance(pattern, URLPattern) and "^" not in route and route not in _EVERYTHING:
            yield Address(route, _methods(pattern.callback))


#: The last line of the API's table, for whatever is in none above it.
_EVERYTHING = {"api/"}


def _methods(view: object) -> tuple[str, ...]:
    shown = getattr(view, "cls", None) or getattr(view, "view_class", None)
    names = ("get", "post", "put", "patch", "delete")
    return tuple(name for name in names if shown is not None and hasattr(shown, name))
