"""Source code as HTML with Pygments' classes; the colours are the style sheet's."""

from __future__ import annotations

import html

#: Languages people paste into a study room. Each was tried with hostile input: a lexer is a pile of
#: regular expressions, and some of Pygments' 500 take seconds for 4,000 characters.
_LANGUAGES = """
    bash c c++ console cpp css diff go haskell html ini java javascript js json kotlin
    lua makefile matlab octave php powershell py python r rb rs ruby rust scala sh shell sql swift
    toml ts typescript xml yaml yml
"""
LANGUAGES = frozenset(_LANGUAGES.split())


def highlighted(code: str, language: str) -> str:
    """Spans inside escaped code; only escaped when the language isn't known."""
    if language.lower() not in LANGUAGES:
        return html.escape(code, quote=False)
    from pygments import highlight  # type: ignore[import-untyped]
    from pygments.formatters import HtmlFormatter  # type: ignore[import-untyped]
    from pygments.lexers import get_lexer_by_name  # type: ignore[import-untyped]

    lexer = get_lexer_by_name(language.lower(), stripnl=False, ensurenl=False)
    return str(highlight(code, lexer, HtmlFormatter(nowrap=True)))
