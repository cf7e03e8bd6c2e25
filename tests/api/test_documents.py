"""The OpenAPI document and its page; the policy that every answer carries."""

from __future__ import annotations

import re

import pytest
import yaml
from django.test import Client

pytestmark = pytest.mark.django_db


def test_the_document_names_every_address(client: Client) -> None:
    answer = client.get("/api/schema/")
    assert answer.status_code == 200
    document = yaml.safe_load(answer.content)
    assert {"/api/auth/token/", "/api/auth/socket-token/", "/api/me/"} <= document["paths"].keys()
    assert {"bearer", "cookieAuth"} <= document["components"]["securitySchemes"].keys()


def test_the_page_has_no_script_or_style_of_its_own(client: Client) -> None:
    page = client.get("/api/docs/").content.decode()
    assert "<style" not in page
    sources = re.findall(r"<script(.*?)>", page)
    assert len(sources) == 3
    assert all(' src="/' in source for source in sources)
    script = client.get("/api/docs/?script=")
    assert script["Content-Type"].startswith("application/javascript")


@pytest.mark.parametrize("address", ["/login/", "/api/docs/", "/api/nothing/", "/admin/login/"])
def test_the_policy_is_on_every_answer(client: Client, address: str) -> None:
    policy = dict(
        rule.strip().split(" ", 1)
        for rule in client.get(address)["Content-Security-Policy"].split(";")
    )
    assert policy["default-src"] == "'self'"
    assert policy["style-src"] == "'self'"
    assert policy["connect-src"] == "'self'"
    assert policy["object-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'"
    assert "unsafe" not in str(policy)


def test_scripts_in_a_page_carry_its_nonce(client: Client) -> None:
    answer = client.get("/login/")
    nonce = re.search(r"'nonce-([^']+)'", answer["Content-Security-Policy"])
    assert nonce is not None
    page = answer.content.decode()
    assert all(nonce[1] in tag for tag in re.findall(r"<script[^>]*>", page))
