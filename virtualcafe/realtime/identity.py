"""Who opens a socket: a browser by its session and origin, a program by a socket token."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from importlib import import_module
from typing import Any, NamedTuple
from urllib.parse import parse_qs, urlsplit

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user_model
from django.contrib.sessions.backends.base import SessionBase
from django.http import parse_cookie
from django.utils.crypto import constant_time_compare

from virtualcafe.lib import clock
from virtualcafe.lib.addresses import is_trusted
from virtualcafe.realtime import tokens
from virtualcafe.realtime.rights import session_digest

Scope = Mapping[str, Any]

#: Filled by the accounts: the user object that `hello` shows.
describe: Callable[[int], Mapping[str, object]] = lambda person_id: {"id": person_id}  # noqa: E731


class Identity(NamedTuple):
    person_id: int
    session_key: str = ""
    seal: str = ""

    @property
    def session(self) -> str:
        return session_digest(self.session_key) if self.session_key else ""


class Credentials(NamedTuple):
    """What the handshake carries. A token wins; else the cookie counts, and then the origin."""

    token: str
    session_key: str
    origin_allowed: bool

    @property
    def refused(self) -> bool:
        return bool(self.session_key) and not self.token and not self.origin_allowed


def credentials(scope: Scope) -> Credentials:
    headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
    query = parse_qs(scope["query_string"].decode("latin-1"))
    return Credentials(
        token=query.get("token", [""])[0],
        session_key=_session_key(headers.get("cookie", "")),
        origin_allowed=_origin_allowed(headers, scope),
    )


def _session_key(cookies: str) -> str:
    """Read as the pages read it: another cookie's odd letters don't hide it."""
    return parse_cookie(cookies).get(settings.SESSION_COOKIE_NAME, "")


def _origin_allowed(headers: Mapping[str, str], scope: Scope) -> bool:
    origin = headers.get("origin", "").lower()
    if origin in {allowed.lower() for allowed in settings.CAFE_ORIGINS}:
        return True
    scheme, asked = origin.partition("://")[0], _authority(origin)
    if scheme not in {"http", "https"} or asked[0] is None:
        return False
    if settings.CAFE_URL is not None:
        return asked == _authority(settings.CAFE_URL.geturl().lower())
    return asked == _authority(f"{scheme}://{_host(headers, scope).lower()}")


def _host(headers: Mapping[str, str], scope: Scope) -> str:
    """The host that the browser asked for; what a proxy forwards counts from a trusted one."""
    peer = (scope.get("client") or ("",))[0]
    forwarded = headers.get("x-forwarded-host", "")
    if forwarded and is_trusted(peer, settings.CAFE_TRUSTED_PROXIES):
        return forwarded.split(",")[-1].strip()
    return headers.get("host", "")


def _authority(address: str) -> tuple[str | None, int | None]:
    try:
        parts = urlsplit(address)
        return parts.hostname, parts.port or {"http": 80, "https": 443}.get(parts.scheme)
    except ValueError:
        return None, None


def identify(given: Credentials) -> Identity | None:
    """The person behind the credentials, or None. Reads the database; spends a token."""
    if given.token:
        spent = tokens.spend(given.token, now=clock.now())
        return Identity(spent.person_id, seal=spent.seal) if spent else None
    if given.session_key:
        person_id = _session_person(given.session_key)
        return Identity(person_id, given.session_key) if person_id is not None else None
    return None


def stands(who: Identity) -> bool:
    """Asked once more after the connection is known to the watch over lost rights."""
    if who.session_key:
        return _session_person(who.session_key) == who.person_id
    person = get_user_model()._default_manager.filter(pk=who.person_id, is_active=True).first()
    return person is not None and tokens.seal(person.get_session_auth_hash()) == who.seal


def over(session_keys: Collection[str]) -> set[str]:
    """Which of these sessions ended without a word: they ran out, or somebody deleted the row."""
    store = import_module(settings.SESSION_ENGINE).SessionStore.get_model_class()
    rows = store.objects.filter(session_key__in=session_keys, expire_date__gt=clock.real_now())
    return set(session_keys) - set(rows.values_list("session_key", flat=True))


def _session_person(session_key: str) -> int | None:
    """The same checks as django.contrib.auth.get_user, from a bare session key."""
    store: type[SessionBase] = import_module(settings.SESSION_ENGINE).SessionStore
    held = store(session_key).load()
    if held.get(BACKEND_SESSION_KEY) not in settings.AUTHENTICATION_BACKENDS:
        return None
    people = get_user_model()._default_manager
    person = people.filter(pk=held.get(SESSION_KEY, 0), is_active=True).first()
    known = held.get(HASH_SESSION_KEY)
    if person is None or not isinstance(known, str):
        return None
    valid = constant_time_compare(known, person.get_session_auth_hash())
    return person.pk if valid else None
