"""Pages and pieces of pages as a browser reads them: html5lib builds the tree that HTML's own
algorithm builds, with its namespaces and its repairs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache, partial
from typing import Any
from xml.etree.ElementTree import Element

import html5lib

from virtualcafe.lib.markdown import cleaner

HTML = "{http://www.w3.org/1999/xhtml}"
MATHML = "{http://www.w3.org/1998/Math/MathML}"

_ADDRESSES = {"href", "src", "action", "formaction", "poster", "data"}
_RUNNABLE = re.compile(r"[\x00-\x20]*(?:javascript|vbscript|data|livescript|mocha):", re.IGNORECASE)

Parser = partial(html5lib.HTMLParser, tree=html5lib.getTreeBuilder("etree"))


#: What people type may hold letters that HTML would rather not see; they do nothing.
_HARMLESS = {"invalid-codepoint"}


def fragment(html: str) -> Element:
    """The tree of a piece that is HTML as it is written: nothing open, nothing nested wrongly."""
    parser = Parser()
    piece: Element = parser.parseFragment(html)
    assert {error for _, error, _ in parser.errors} <= _HARMLESS, (parser.errors, html)
    return piece


@lru_cache(maxsize=1)
def page(html: str) -> Element:
    """Its tree, which is looked at several times in a row and never changed."""
    document: Element = Parser().parse(html)
    return document


def elements(tree: Element) -> Iterator[tuple[str, dict[str, str]]]:
    """Tag with its namespace, and attributes; comments have the tag ``<!--``."""
    for element in tree.iter():
        if not isinstance(element.tag, str):
            yield "<!--", {}
        elif element.tag not in ("DOCUMENT_FRAGMENT", "DOCUMENT_ROOT"):
            yield element.tag, dict(element.attrib)


def shape(html: str) -> Counter[tuple[str, tuple[str, ...]]]:
    """How many elements there are of each tag with each set of attributes; of rendered messages
    only the element around them, for what is in it depends on what was said."""
    return Counter(
        (element.tag, tuple(sorted(element.attrib))) for element in _around_prose(page(html))
    )


def _around_prose(element: Element) -> Iterator[Element]:
    yield element
    if "prose" not in (element.get("class") or "").split():
        for inside in element:
            yield from _around_prose(inside)


def refuse_runnable_addresses(html: str) -> None:
    for tag, attributes in elements(page(html)):
        assert not any(name.startswith("on") for name in attributes), (tag, attributes)
        for name in _ADDRESSES & attributes.keys():
            assert not _RUNNABLE.match(attributes[name]), (tag, attributes)


def refuse_what_is_not_ours(html: str) -> None:
    """Of a rendered message: only elements and attributes the sanitiser names, each in its own
    namespace, and nothing that changes when it is written down and read again."""
    tree = fragment(html)
    for tag, attributes in elements(tree):
        _refuse_element(tag, attributes)
    assert _written(tree) == _written(fragment(_written(tree)))
    assert _written(fragment(cleaner.clean(html))) == _written(tree)


def _refuse_element(tag: str, attributes: dict[str, str]) -> None:
    if tag.startswith(MATHML):
        assert tag.removeprefix(MATHML) in cleaner.MATH, tag
        assert attributes.keys() <= cleaner.MATH_ATTRIBUTES, attributes
        return
    assert tag.startswith(HTML), tag
    name = tag.removeprefix(HTML)
    assert name in cleaner.HTML, tag
    if name == "a":
        assert attributes.pop("rel") == "noopener noreferrer nofollow"
        assert attributes.pop("target") == "_blank"
    for attribute, value in attributes.items():
        assert cleaner.ATTRIBUTES[name, attribute].fullmatch(value), (attribute, value)


_write: Any = html5lib.serializer.HTMLSerializer(
    omit_optional_tags=False, quote_attr_values="always", alphabetical_attributes=True
)
_walk: Any = html5lib.getTreeWalker("etree")


def _written(tree: Element) -> str:
    return str(_write.render(_walk(tree)))
