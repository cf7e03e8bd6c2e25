"""What a visitor types."""

from __future__ import annotations

from django.test import Client

from virtualcafe.accounts.models import Person

PASSWORD = "quiet rainy afternoon"


def sign_up(client: Client, username: str = "dora", **fields: str):
    form = {"username": username, "email": f"{username}@example.org", "password1": PASSWORD}
    return client.post("/signup/", form | fields)


def log_in(client: Client, login: str, password: str = "correct horse"):
    return client.post("/login/", {"login": login, "password": password})


def signed_in_as(client: Client) -> Person | None:
    return Person.objects.filter(pk=client.session.get("_auth_user_id")).first()
