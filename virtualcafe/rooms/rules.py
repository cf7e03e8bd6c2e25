"""What a room may be called and hold, said once for pages and API."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from virtualcafe.lib.errors import BadRequest
from virtualcafe.rooms.models import LONGEST_REQUEST, Room

NAME_LENGTH = 80
DESCRIPTION_LENGTH = 500
SUBJECT_LENGTH = 40
LEAST_SEATS, MOST_SEATS = 2, 1_000


def checked(fields: Mapping[str, object]) -> dict[str, object]:
    """The fields as they are kept. Raises BadRequest with `fields={name: [sentence]}`."""
    kept: dict[str, object] = {}
    wrong: dict[str, list[str]] = {}
    for name, value in fields.items():
        try:
            kept[name] = _RULES[name](value)
        except ValueError as refusal:
            wrong[name] = [str(refusal)]
    if wrong:
        raise BadRequest(next(iter(wrong.values()))[0], fields=wrong)
    return kept


def request_text(value: str) -> str:
    """The line with which somebody asks to come in. Raises BadRequest with `fields`."""
    try:
        return _line(value, most=LONGEST_REQUEST)
    except ValueError as refusal:
        raise BadRequest(str(refusal), fields={"text": [str(refusal)]}) from refusal


def _line(value: object, *, most: int) -> str:
    return _text(" ".join(str(value).split()), most=most)


def _text(value: object, *, most: int) -> str:
    text = str(value).replace("\r\n", "\n").strip()
    if "\x00" in text or not _is_encodable(text):
        raise ValueError("This holds a character that can't be kept.")
    if len(text) > most:
        raise ValueError(f"At most {most} characters, please; this has {len(text)}.")
    return text


def _is_encodable(text: str) -> bool:
    """JSON may carry half of a surrogate pair."""
    return not any("\ud800" <= character <= "\udfff" for character in text)


def _name(value: object) -> str:
    name = _line(value, most=NAME_LENGTH)
    if not name:
        raise ValueError("A room needs a name.")
    return name


def _seats(value: object) -> int:
    if not isinstance(value, int) or not LEAST_SEATS <= value <= MOST_SEATS:
        raise ValueError(f"A room has from {LEAST_SEATS} to {MOST_SEATS:,} seats.")
    return value


def _yes_or_no(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError("This is yes or no.")
    return value


def _one_of(values: list[str]) -> Callable[[object], str]:
    def check(value: object) -> str:
        if value not in values:
            raise ValueError("This is one of " + ", ".join(values) + ".")
        return str(value)

    return check


_RULES: Mapping[str, Callable[[object], object]] = {
    "name": _name,
    "description": lambda value: _text(value, most=DESCRIPTION_LENGTH),
    "subject": lambda value: _line(value, most=SUBJECT_LENGTH),
    "capacity": _seats,
    "public": _yes_or_no,
    "lifetime": _one_of(Room.Lifetime.values),
    "may_start_timer": _one_of(Room.TimerRight.values),
}
