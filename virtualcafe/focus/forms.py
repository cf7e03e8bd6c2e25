"""What a page's form asks of a timer."""

from __future__ import annotations

import msgspec
from django.http import QueryDict

from virtualcafe.focus.requests import TimerRequest
from virtualcafe.lib.errors import BadRequest

#: Focus and break of the buttons on the page, in minutes.
PRESETS = {"25/5": (25, 5), "50/10": (50, 10)}
_CUSTOM = ("focus_minutes", "break_minutes")
_ROUNDS = ("long_break_minutes", "long_break_every", "cycles")
_SWITCHES = ("auto_start_breaks", "auto_start_focus")


def timer_request(sent: QueryDict) -> TimerRequest:
    """Words stay words; the lengths are those of the preset, or with `custom` those typed in. Of
    switches a browser names only those that are on: with `switches` the others are off."""
    asked: dict[str, object] = {
        name: sent[name] for name in ("task", "goal", "minutes", "remember") if sent.get(name)
    }
    if (task := sent.get("task", "")).isdecimal():
        asked["task"] = int(task)  # from a list of the person's own
    asked |= {name: sent[name] for name in _ROUNDS if sent.get(name)}
    if sent.get("switches"):
        asked |= {name: name in sent for name in _SWITCHES}
    asked |= _preset(sent)
    try:
        return msgspec.convert(asked, TimerRequest, strict=False)
    except msgspec.ValidationError as wrong:
        raise BadRequest("Lengths are whole minutes from 1 to 180.") from wrong


def _preset(sent: QueryDict) -> dict[str, object]:
    preset = sent.get("preset", "")
    if preset in PRESETS:
        return dict(zip(_CUSTOM, PRESETS[preset], strict=True))
    if preset == "custom":
        return {name: sent[name] for name in _CUSTOM if sent.get(name)}
    if preset == "follow":
        return {"follow": sent.get("follow", "")}
    return {"count_up": True} if preset == "count_up" else {}
