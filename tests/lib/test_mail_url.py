"""EMAIL_URL: read strictly, because a letter that goes nowhere is noticed too late."""

from __future__ import annotations

import pytest

from virtualcafe.lib import mail_url
from virtualcafe.lib.environment import WrongSetting


def read(monkeypatch: pytest.MonkeyPatch, raw: str):
    monkeypatch.setenv("EMAIL_URL", raw)
    return mail_url.transport("EMAIL_URL")


def test_none_without_it(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read(monkeypatch, "") is None


@pytest.mark.parametrize(
    ("raw", "host", "port", "tls", "ssl"),
    [
        ("smtp://mail.example", "mail.example", 25, False, False),
        ("smtp://mail.example:2525/", "mail.example", 2525, False, False),
        ("smtp://mail.example/?tls=1", "mail.example", 587, True, False),
        ("smtps://mail.example", "mail.example", 465, False, True),
    ],
)
def test_a_server(
    monkeypatch: pytest.MonkeyPatch,
    raw: str,
    host: str,
    port: int,
    tls: bool,  # noqa: FBT001
    ssl: bool,  # noqa: FBT001
) -> None:
    settings = read(monkeypatch, raw)
    assert settings == {
        "BACKEND": mail_url.SMTP,
        "EMAIL_HOST": host,
        "EMAIL_PORT": port,
        "EMAIL_HOST_USER": "",
        "EMAIL_HOST_PASSWORD": "",
        "EMAIL_USE_TLS": tls,
        "EMAIL_USE_SSL": ssl,
    }


def test_names_and_passwords_may_hold_anything(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = read(monkeypatch, "smtp://me%40x.org:p%3A%2Fss@mail.example:587/?tls=1")
    assert settings is not None
    assert (settings["EMAIL_HOST_USER"], settings["EMAIL_HOST_PASSWORD"]) == ("me@x.org", "p:/ss")


def test_a_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    expected = {"BACKEND": mail_url.FOLDER, "EMAIL_FILE_PATH": "/var/mail out"}
    assert read(monkeypatch, "folder:///var/mail%20out") == expected


@pytest.mark.parametrize(
    "raw",
    [
        "mail.example",
        "http://mail.example",
        "smtp://",
        "smtp://mail.example:abc",
        "smtp://mail.example/?tls=maybe",
        "smtp://mail.example/?tsl=1",
        "smtps://mail.example/?tls=1",
        "smtp://mail.example/inbox",
        "folder://",
        "folder://var/mail",
    ],
)
def test_anything_else_stops_the_start(monkeypatch: pytest.MonkeyPatch, raw: str) -> None:
    with pytest.raises(WrongSetting, match=r"EMAIL_URL should be an address such as smtp://"):
        read(monkeypatch, raw)
