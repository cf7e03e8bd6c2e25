"""Who a program is: the bearer tokens of the API. A socket token opens nothing here."""

from __future__ import annotations

from typing import TypedDict

from rest_framework.exceptions import AuthenticationFailed
from rest_framework_simplejwt.authentication import JWTAuthentication
from rest_framework_simplejwt.exceptions import TokenError
from rest_framework_simplejwt.tokens import RefreshToken, Token

from virtualcafe.accounts.models import Person
from virtualcafe.lib.errors import Unauthenticated
from virtualcafe.realtime.tokens import seal

SEAL = "seal"
REFUSED = "This token is not valid, or no longer. Please sign in again."


class Tokens(TypedDict):
    access: str
    refresh: str


class BearerAuthentication(JWTAuthentication):
    """Every token dies with the password it was made under, and with the account."""

    def get_validated_token(self, raw_token: bytes) -> Token:
        try:
            return super().get_validated_token(raw_token)
        except TokenError as error:
            raise AuthenticationFailed(REFUSED) from error
        except AuthenticationFailed as error:
            raise AuthenticationFailed(REFUSED) from error

    def get_user(self, validated_token: Token) -> Person:  # type: ignore[override]
        return person_of(validated_token)


def issue(person: Person) -> Tokens:
    refresh = RefreshToken.for_user(person)
    refresh[SEAL] = seal(person.get_session_auth_hash())
    return {"access": str(refresh.access_token), "refresh": str(refresh)}


def renew(refresh: str) -> str:
    """A fresh access token for a refresh token that still holds."""
    try:
        token = RefreshToken(refresh)  # type: ignore[arg-type]
        person_of(token)
    except (TokenError, AuthenticationFailed) as error:
        raise Unauthenticated(REFUSED) from error
    return str(token.access_token)


def person_of(token: Token) -> Person:
    person = Person.objects.filter(pk=token.get("user_id", 0), is_active=True).first()
    if person is None or token.get(SEAL) != seal(person.get_session_auth_hash()):
        raise AuthenticationFailed(REFUSED)
    return person
