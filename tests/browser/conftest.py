"""Two people, two browsers, one real café. A page that complains in its console fails its test."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.browser.chromium import find_chromium
from tests.browser.story import People, watch
from tests.browser.table import sit_down
from tests.cafe import Cafe
from tests.opened import Opened

# A page gets as long to show something as it gets to load: machines are slow now and then.
expect.set_options(timeout=30_000)
# A scene that moves costs more than all else a page does; those who are about it ask for it.
STILL = {"reduced_motion": "reduce"}
FAKE_DEVICES = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Not longer than a module: Playwright's loop keeps Django's ORM out of this thread."""
    root = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=find_chromium(), args=[*root, *FAKE_DEVICES]
        )
        yield chromium
        chromium.close()


@pytest.fixture
def cafe(tmp_path: Path, opened: Opened) -> Iterator[Cafe]:
    """A café on the database of the pass: SQLite in its folder, or a PostgreSQL one of its own."""
    with opened.copied(tmp_path) as settings, Cafe(tmp_path, **settings) as cafe:
        yield cafe


@pytest.fixture
def expected_trouble() -> list[str]:
    """Parts of console lines that a story brings about itself, such as a dropped network."""
    return []


@pytest.fixture
def open_page(
    browser: Browser, cafe: Cafe, expected_trouble: list[str]
) -> Iterator[Callable[..., Page]]:
    """Open a page in a browser of its own: ``open_page(color_scheme="dark")``."""
    contexts: list[BrowserContext] = []
    trouble: list[str] = []

    def new_page(**options: Any) -> Page:
        context = browser.new_context(**{"base_url": cafe.url, **STILL, **options})
        contexts.append(context)
        return watch(context.new_page(), trouble)

    yield new_page
    for context in contexts:
        context.close()
    unexpected = [line for line in trouble if not any(part in line for part in expected_trouble)]
    assert unexpected == []


@pytest.fixture
def two_people(open_page: Callable[..., Page]) -> People:
    """Alice and Bob, each in front of a browser of their own, not signed in yet."""
    return People(alice=open_page(), bob=open_page())


@pytest.fixture
def room(two_people: People, opened: Opened) -> str:
    """Alice and Bob sit in Alice's room; gives its code."""
    sit_down(two_people.alice, "alice", opened.code)
    sit_down(two_people.bob, "bob", opened.code)
    return opened.code
