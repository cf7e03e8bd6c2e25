"""Which texts are emoji, as Unicode lists them."""

from __future__ import annotations

from functools import cache

#: Asks for the coloured picture; keyboards leave it out or put it in as they like.
_PICTURE = "\ufe0f"
#: The longest sequences, with every such sign, have fewer code points.
_LONGEST = 32


def canonical(text: str) -> str | None:
    """The one emoji that `text` is, spelled in full; None for anything else."""
    if not 0 < len(text) <= _LONGEST:
        return None
    return _known().get(text.replace(_PICTURE, ""))


@cache
def _known() -> dict[str, str]:
    """Loaded with the first reaction: the library keeps 8 MB that a quiet café needn't."""
    from emoji import EMOJI_DATA, STATUS

    whole = STATUS["fully_qualified"]
    spelled = (each for each, about in EMOJI_DATA.items() if about["status"] == whole)
    return {each.replace(_PICTURE, ""): each for each in spelled}
