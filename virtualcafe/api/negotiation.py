"""Which kind of answer: each address has its own, whatever a caller would rather have."""

from __future__ import annotations

from collections.abc import Iterable

from rest_framework.exceptions import NotAcceptable
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request


class AnswersAnyway(DefaultContentNegotiation):
    """A picture is asked for with `Accept: image/*`, and a refusal is JSON for everybody, so an
    answer of another kind beats the framework's 406 (RFC 9110, 12.5.1)."""

    def select_renderer(
        self,
        request: Request,
        renderers: Iterable[BaseRenderer],
        format_suffix: str | None = None,
    ) -> tuple[BaseRenderer, str]:
        known = list(renderers)
        try:
            renderer, kind = super().select_renderer(request, known, format_suffix)
        except NotAcceptable:
            return known[0], known[0].media_type
        return renderer, kind
