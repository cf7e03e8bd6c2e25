"""Strict readers of environment variables: a wrong value stops the start with a sentence."""

from __future__ import annotations

import os
from collections.abc import Mapping
from ipaddress import ip_network
from pathlib import Path
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit


class WrongSetting(SystemExit):
    """A variable holds something the café can't use. Its text is what the operator reads."""

    def __init__(self, name: str, expected: str, got: str) -> None:
        super().__init__(f"{name} should be {expected}, but it is {got!r}.")


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, "").strip() or default


def number(name: str, default: int, *, least: int = 0) -> int:
    raw = text(name)
    if not raw:
        return default
    if not raw.isascii() or not raw.isdigit() or int(raw) < least:
        raise WrongSetting(name, f"a whole number of at least {least}", raw)
    return int(raw)


def switch(name: str, *, default: bool) -> bool:
    raw = text(name).lower()
    words = {"": default, "1": True, "true": True, "yes": True, "on": True}
    words |= {"0": False, "false": False, "no": False, "off": False}
    if raw not in words:
        raise WrongSetting(name, "yes or no", raw)
    return words[raw]


def choice(name: str, default: str, *, among: tuple[str, ...]) -> str:
    raw = text(name, default)
    if raw not in among:
        raise WrongSetting(name, "one of " + ", ".join(among), raw)
    return raw


def words(name: str) -> list[str]:
    """A comma-separated list without its empty entries."""
    return [word.strip() for word in text(name).split(",") if word.strip()]


def networks(name: str) -> list[str]:
    """Addresses or networks, comma-separated, such as ``127.0.0.1, 10.0.0.0/8``."""
    found = words(name)
    for word in found:
        try:
            ip_network(word, strict=False)
        except ValueError:
            raise WrongSetting(name, "addresses or networks such as 10.0.0.0/8", word) from None
    return found


def folder(name: str, default: Path) -> Path:
    return Path(text(name) or default).expanduser().resolve()


def origin(name: str) -> SplitResult | None:
    """An address such as ``https://cafe.example``: scheme, host and port, nothing else."""
    raw = text(name)
    return _origin(name, raw) if raw else None


def origins(name: str) -> list[SplitResult]:
    return [_origin(name, raw) for raw in words(name)]


def _origin(name: str, raw: str) -> SplitResult:
    parts = urlsplit(raw.rstrip("/"))
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path or parts.query:
        raise WrongSetting(name, "an address such as https://cafe.example", raw)
    return parts


def postgres(name: str) -> Mapping[str, object] | None:
    """Django's database entry for ``postgres://person:secret@host:port/name?option=value``."""
    raw = text(name)
    if not raw:
        return None
    parts = urlsplit(raw)
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/"):
        raise WrongSetting(name, "an address such as postgres://person:secret@host:5432/cafe", raw)
    query = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", parts.hostname or ""),
        "PORT": str(parts.port or query.pop("port", "")),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": query,
    }


def files(name: str, folder: Path) -> Mapping[str, object]:
    """Django's storage entry for ``s3://key:secret@host:port/bucket?region=…&tls=no``; without one
    for the folder."""
    raw = text(name)
    if raw:
        return _bucket(name, raw)
    backend = "django.core.files.storage.FileSystemStorage"
    return {"BACKEND": backend, "OPTIONS": {"location": folder}}


def _bucket(name: str, raw: str) -> Mapping[str, object]:
    parts = urlsplit(raw)
    query = dict(parse_qsl(parts.query))
    region, tls = query.pop("region", "us-east-1"), query.pop("tls", "yes")
    folder = unquote(parts.path.strip("/"))
    whole = parts.username and parts.password and parts.hostname and folder and "/" not in folder
    if parts.scheme != "s3" or not whole or query or tls not in {"yes", "no"}:
        expected = "an address such as s3://key:secret@s3.example/bucket?region=eu-central-1"
        raise WrongSetting(name, expected, _without_secret(raw))
    host = parts.netloc.rpartition("@")[2]
    return {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "access_key": unquote(parts.username or ""),
            "secret_key": unquote(parts.password or ""),
            "bucket_name": folder,
            "endpoint_url": f"{'http' if tls == 'no' else 'https'}://{host}",
            "region_name": region,
            "addressing_style": "path",
            "default_acl": None,
            "file_overwrite": False,
        },
    }


def _without_secret(address: str) -> str:
    """What stands before the @ is nothing for a terminal."""
    _, at, rest = address.rpartition("@")
    return f"…@{rest}" if at else address


def scanner(name: str) -> tuple[str, int] | str | None:
    """Where a malware scanner listens: ``host:port``, or the path of a socket."""
    raw = text(name)
    if not raw or raw.startswith("/"):
        return raw or None
    host, _, port = raw.rpartition(":")
    if not host or not port.isascii() or not port.isdigit():
        raise WrongSetting(name, "host:port, or the path of a socket", raw)
    return host.strip("[]"), int(port)
