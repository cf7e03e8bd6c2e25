"""What a browser keeps for the time without a network: files, and one page that is nobody's."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

from django.contrib.staticfiles import finders
from django.test import Client

from virtualcafe.accounts.models import Person

SignIn = Callable[[Person], Client]
IMPORTED = re.compile(r"""(?:from|import)\s*\(?\s*["'](\.{1,2}/[^"']+\.js)["']""")
ADDED = re.compile(r"""["'](\.{1,2}/[^"']+\.js)["'],\s*import\.meta""")


def told() -> dict[str, object]:
    script = Client().get("/service-worker.js").content.decode()
    found = re.match(r"globalThis\.OFFLINE = (\{.*\});\n", script)
    assert found
    return dict(json.loads(found[1]))


def test_the_worker_is_a_script_at_the_root_that_is_asked_for_each_time() -> None:
    answer = Client().get("/service-worker.js")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/javascript; charset=utf-8"
    assert answer["Cache-Control"] == "no-cache"
    assert "set-cookie" not in {name.lower() for name in answer.headers}


def test_nothing_but_static_files_and_nobodys_page_is_kept() -> None:
    known = told()
    assert known["shell"] == "/study/offline/"
    files = known["files"]
    assert isinstance(files, list)
    assert files
    assert [each for each in files if not each.startswith("/static/")] == []


def test_every_module_that_the_page_may_ask_for_is_kept() -> None:
    files = told()["files"]
    assert isinstance(files, list)
    needed, waiting = set[Path](), [_static("js/focus/offline.js"), _static("js/shell/shell.js")]
    while waiting:
        module = waiting.pop()
        if module not in needed:
            needed.add(module)
            text = module.read_text()
            found = IMPORTED.findall(text) + ADDED.findall(text)
            waiting += [(module.parent / name).resolve() for name in found]
    names = {f"/static/js/{module.relative_to(_static('js'))}" for module in needed}
    assert len(names) > 30
    assert names <= set(files), names - set(files)


def _static(name: str) -> Path:
    return Path(str(finders.find(name))).resolve()


def test_the_page_is_the_same_whoever_asks(alice: Person, client_of: SignIn) -> None:
    shown = [_shell(client_of(alice)), _shell(Client())]
    assert shown[0] == shown[1]
    assert "alice" not in shown[0]
    assert "<offline-study data-shell>" in shown[0]


def _shell(client: Client) -> str:
    """Without what each page draws by lot or by the clock."""
    page = client.get("/study/offline/").content.decode()
    return re.sub(r'nonce="[^"]*"|value="\w{64}"|data-server-time="[^"]*"', "", page)
