"""Refusals. Actions raise them; the socket, the JSON API and the pages each translate them."""

from __future__ import annotations

from typing import ClassVar


class CafeError(Exception):
    """What was asked can't be done. `detail` is for a person, `extra` for the wire."""

    code: ClassVar[str] = "internal"
    status: ClassVar[int] = 500
    sentence: ClassVar[str] = "Something went wrong here. Nothing was lost; please try again."

    def __init__(self, detail: str = "", **extra: object) -> None:
        self.detail = detail or self.sentence
        self.extra = extra
        super().__init__(self.detail)


class BadRequest(CafeError):
    code, status, sentence = "bad_request", 400, "That could not be understood."


class UnknownType(CafeError):
    code, status, sentence = "unknown_type", 400, "This café doesn't know that kind of request."


class Unauthenticated(CafeError):
    code, status, sentence = "unauthenticated", 401, "Please sign in first."


class Forbidden(CafeError):
    code, status, sentence = "forbidden", 403, "You may not do that."


class ApprovalRequired(CafeError):
    code, status, sentence = "approval_required", 403, "The host lets people into this room."


class Muted(CafeError):
    code, status, sentence = "muted", 403, "You are muted in this room for now."


class NotFound(CafeError):
    code, status, sentence = "not_found", 404, "There is nothing here."


class CidConflict(CafeError):
    code, status, sentence = "cid_conflict", 409, "Another message was sent under this cid."


class RoomFull(CafeError):
    code, status, sentence = "room_full", 409, "Every seat in this room is taken."


class Conflict(CafeError):
    """The state moved on since the person looked."""

    code, status, sentence = "bad_request", 409, "That has changed in the meantime."


class TooLarge(CafeError):
    code, status, sentence = "too_large", 413, "That is too long."


class UnsupportedType(CafeError):
    code, status, sentence = "bad_request", 415, "A file of this kind can't be taken here."


class Unavailable(CafeError):
    """Something beside the café that this needs is not there."""

    code, status, sentence = "internal", 503, "That can't be done just now. Try again later."


class RateLimited(CafeError):
    code, status, sentence = "rate_limited", 429, "That was a little fast. Try again in a moment."

    def __init__(self, detail: str = "", *, retry_after: float) -> None:
        super().__init__(detail, retry_after=max(1, round(retry_after + 0.499)))
