"""Every refusal under /api/ has one shape and the right status."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings
from rest_framework.exceptions import ValidationError

from virtualcafe.accounts.models import Person
from virtualcafe.api import me, throttling
from virtualcafe.api.errors import refuse
from virtualcafe.lib import errors

pytestmark = pytest.mark.django_db
TOKEN = "/api/auth/token/"


@pytest.fixture(autouse=True)
def no_limit_used_up() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def assert_refused(answer, status: int, code: str) -> None:
    assert answer.status_code == status
    assert answer["Content-Type"] == "application/json"
    assert answer.json().keys() == {"code", "detail", "fields"}
    assert answer.json()["code"] == code
    assert answer.json()["detail"].endswith((".", "!", "?", '"')) or code == "bad_request"


@pytest.mark.parametrize("method", ["get", "post", "put", "delete"])
@pytest.mark.parametrize("address", ["/api/", "/api/nothing/", "/api/me/nothing/"])
def test_an_unknown_address(client: Client, address: str, method: str) -> None:
    assert_refused(getattr(client, method)(address), 404, "not_found")


def test_an_unknown_address_asks_for_no_token_of_a_form(alice: Person) -> None:
    browser = Client(enforce_csrf_checks=True)
    assert_refused(browser.post("/api/nothing/"), 404, "not_found")
    browser.force_login(alice)
    assert_refused(browser.put("/api/nothing/"), 404, "not_found")


@pytest.mark.parametrize("kind", ["text/html", "image/*", "text/event-stream"])
def test_who_accepts_something_else_is_answered(client: Client, alice: Person, kind: str) -> None:
    assert_refused(client.get("/api/me/", headers={"accept": kind}), 401, "unauthenticated")
    client.force_login(alice)
    answer = client.get("/api/me/", headers={"accept": kind})
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/json")


def test_a_page_that_is_not_there_is_a_page(client: Client) -> None:
    answer = client.get("/nothing/")
    assert answer.status_code == 404
    assert answer["Content-Type"].startswith("text/html")


@pytest.mark.parametrize("body", ["{", "[1", '{"a": NaN}', "[" * 100_000, "\xff", ""])
def test_what_is_not_json(client: Client, body: str) -> None:
    assert_refused(client.post(TOKEN, body, content_type="application/json"), 400, "bad_request")


@pytest.mark.parametrize("body", ["[]", '"text"', "7", "null"])
def test_what_is_not_an_object(client: Client, body: str) -> None:
    assert_refused(client.post(TOKEN, body, content_type="application/json"), 400, "bad_request")


def test_another_kind_of_body(client: Client) -> None:
    assert_refused(client.post(TOKEN, "a=1", content_type="text/plain"), 415, "bad_request")


def test_a_body_too_large(client: Client, settings: Settings) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    body = {"username": "x" * 1000, "password": "x"}
    assert_refused(client.post(TOKEN, body, content_type="application/json"), 413, "too_large")


def test_a_method_that_is_not_there(client: Client) -> None:
    assert_refused(client.delete(TOKEN), 405, "bad_request")


def test_fields_say_what_is_wrong_with_them(client: Client) -> None:
    answer = client.post(TOKEN, {"username": "a\x00b", "password": ""}, "application/json")
    assert_refused(answer, 400, "bad_request")
    assert answer.json()["fields"] == {
        "username": ["Null characters are not allowed."],
        "password": ["This field may not be blank."],
    }
    assert answer.json()["detail"] == "username: Null characters are not allowed."


@pytest.mark.parametrize("kind", errors.CafeError.__subclasses__())
def test_each_refusal_of_the_cafe(kind: type[errors.CafeError]) -> None:
    error = kind(retry_after=2) if kind is errors.RateLimited else kind()
    answer = refuse(error, {})
    assert answer is not None
    assert answer.status_code == kind.status
    assert (answer.data["code"], answer.data["detail"]) == (kind.code, kind.sentence)
    assert answer.data["fields"] == {}


def test_a_refusal_says_what_else_it_has_to_say() -> None:
    answer = refuse(errors.ApprovalRequired(id=7, name="Quiet room"), {})
    assert answer is not None
    assert answer.data == {
        "code": "approval_required",
        "detail": "The host lets people into this room.",
        "fields": {},
        "id": 7,
        "name": "Quiet room",
    }


def test_nested_errors_become_flat_sentences() -> None:
    answer = refuse(ValidationError({"a": [{"b": ["No."]}, {}], "non_field_errors": ["So."]}), {})
    assert answer is not None
    assert answer.data == {"code": "bad_request", "detail": "So.", "fields": {"a": ["No."]}}


def test_a_defect_is_500_and_tells_nothing(
    alice: Person, client_of: Callable[[Person], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(person: Person) -> dict[str, object]:
        raise RuntimeError("secret")

    monkeypatch.setattr(me, "me", broken)
    client = client_of(alice)
    client.raise_request_exception = False
    answer = client.get("/api/me/")
    assert_refused(answer, 500, "internal")
    assert "secret" not in answer.content.decode()


def test_too_many_a_minute(
    alice: Person,
    bob: Person,
    client_of: Callable[[Person], Client],
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(throttling.time, "time", lambda: 1_000_000_010.0)
    settings.CAFE_LIMITS = settings.CAFE_LIMITS | {"API_PER_MINUTE": 3}
    hers = client_of(alice)
    assert [hers.get("/api/me/").status_code for _ in range(3)] == [200] * 3
    answer = client_of(alice).get("/api/me/")
    assert_refused(answer, 429, "rate_limited")
    assert answer["Retry-After"] == "10"
    assert client_of(bob).get("/api/me/").status_code == 200
    monkeypatch.setattr(throttling.time, "time", lambda: 1_000_000_020.0)
    assert hers.get("/api/me/").status_code == 200


def test_too_many_a_minute_from_nobody(client: Client, settings: Settings) -> None:
    settings.CAFE_LIMITS = settings.CAFE_LIMITS | {"API_PER_MINUTE": 3}
    statuses = [client.post(TOKEN, {}, "application/json").status_code for _ in range(7)]
    assert statuses[:3] == [400] * 3
    assert 429 in statuses
    assert Client(REMOTE_ADDR="10.1.1.1").post(TOKEN, {}, "application/json").status_code == 400


def test_the_limit_can_be_lifted(client: Client, settings: Settings) -> None:
    settings.CAFE_LIMITS = settings.CAFE_LIMITS | {"API_PER_MINUTE": 0}
    statuses = {client.post(TOKEN, {}, "application/json").status_code for _ in range(20)}
    assert statuses == {400}
