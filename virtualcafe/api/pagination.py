"""Lists: ``{"results", "next", "previous"}``, where next and previous are cursors or null."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote

from django.core.exceptions import ValidationError
from rest_framework import serializers
from rest_framework.exceptions import NotFound
from rest_framework.pagination import Cursor, CursorPagination


class CursorPages(CursorPagination):
    """Newest first unless the view sets `ordering`; ``?cursor=`` and ``?limit=`` (at most 100)."""

    page_size = 50
    max_page_size = 100
    page_size_query_param = "limit"
    ordering = "-pk"

    def paginate_queryset(self, *asked: Any, **more: Any) -> Any:
        """Whoever writes a cursor of their own gets a refusal, whatever they wrote."""
        try:
            return super().paginate_queryset(*asked, **more)
        except (ValueError, OverflowError, ValidationError):
            raise NotFound(self.invalid_cursor_message) from None

    def encode_cursor(self, cursor: Cursor) -> str:
        """The bare cursor: the framework would put it into a whole address."""
        address = super().encode_cursor(cursor)
        return unquote(address.partition(f"{self.cursor_query_param}=")[2].partition("&")[0])


def page_of(item: type[serializers.Serializer[Any]]) -> type[serializers.Serializer[Any]]:
    """How the document tells of a list of these: a view that asks for its pages by hand says so."""
    fields = {
        "results": item(many=True),
        "next": serializers.CharField(
            allow_null=True, help_text="Send it as ?cursor= for what follows."
        ),
        "previous": serializers.CharField(
            allow_null=True, help_text="Send it as ?cursor= for what came before."
        ),
    }
    name = item.__name__.removesuffix("Serializer")
    return type(f"{name}PageSerializer", (serializers.Serializer,), fields)
