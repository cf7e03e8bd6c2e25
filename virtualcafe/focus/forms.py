"""What a page's form asks of a timer."""

from __future__ import annotations

import msgspec
from django.http import QueryDict

from virtualcafe.focus.requests import TimerRequest
from virtualcafe.lib.errors import BadRequest

#: Focus and break of the buttons on the page, in minutes.
PRESETS = {"25/5": (25, 5), "50/10": (50, 10)}
_CUSTOM = ("focus_minutes", "break_minutes", "cycles")


def timer_request(sent: QueryDict) -> TimerRequest:
    """Words stay words; the lengths are those of the preset, or with `custom` those typed in."""
    asked: dict[str, object] = {
        name: sent[name] for name in ("task", "goal", "minutes") if sent.get(name)
    }
    if (task := sent.get("task", "")).isdecimal():
        asked["task"] = int(task)  # from a list of the person's own
    preset = sent.get("preset", "")
    if preset in PRESETS:
        asked["focus_minutes"], asked["break_minutes"] = PRESETS[preset]
    elif preset == "custom":
        asked |= {name: sent[name] for name in _CUSTOM if sent.get(name)}
    try:
        return msgspec.convert(asked, TimerRequest, strict=False)
    except msgspec.ValidationError as wrong:
        raise BadRequest("Lengths are whole minutes from 1 to 180.") from wrong
