"""``EMAIL_URL``: where the café's letters go."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from virtualcafe.lib.environment import WrongSetting, text

SMTP = "django.core.mail.backends.smtp.EmailBackend"
FOLDER = "django.core.mail.backends.filebased.EmailBackend"
EXPECTED = "an address such as smtp://person:secret@mail.example:587/?tls=1"


def transport(name: str) -> Mapping[str, object] | None:
    """Django's mail settings, with the backend under ``BACKEND``; None when the variable is empty.

    ``smtp://`` (``?tls=1``: STARTTLS), ``smtps://`` (TLS from the first byte), or ``folder:///path``,
    which writes letters into a folder somebody else empties, and counts as sending.
    """
    raw = text(name)
    if not raw:
        return None
    parts = urlsplit(raw)
    try:
        return {"smtp": _smtp, "smtps": _smtp, "folder": _folder}[parts.scheme](parts)
    except (KeyError, ValueError):
        raise WrongSetting(name, EXPECTED, raw) from None


def _smtp(parts: SplitResult) -> Mapping[str, object]:
    options = dict(parse_qsl(parts.query, strict_parsing=bool(parts.query)))
    tls = {"1": True, "0": False}[options.pop("tls", "0")]
    implicit = parts.scheme == "smtps"
    if not parts.hostname or parts.path not in {"", "/"} or options or (tls and implicit):
        raise ValueError(parts)
    return {
        "BACKEND": SMTP,
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or (465 if implicit else 587 if tls else 25),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": tls,
        "EMAIL_USE_SSL": implicit,
    }


def _folder(parts: SplitResult) -> Mapping[str, object]:
    if parts.netloc or not parts.path.strip("/") or parts.query:
        raise ValueError(parts)
    return {"BACKEND": FOLDER, "EMAIL_FILE_PATH": unquote(parts.path)}
