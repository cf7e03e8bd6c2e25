"""What the café tells django-allauth: who may sign up, under which name, and from where."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from virtualcafe.accounts.addresses import address_of


class Doorkeeper(DefaultAccountAdapter):  # type: ignore[misc]
    def get_client_ip(self, request: HttpRequest) -> str:
        return address_of(request)
