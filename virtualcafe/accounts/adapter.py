"""What the café tells django-allauth: who may sign up, under which name, and what ends with it."""

from __future__ import annotations

from typing import Any, cast

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth import logout
from django.db import transaction
from django.forms import ValidationError
from django.http import HttpRequest
from django.urls import reverse

from virtualcafe.accounts import links, usernames
from virtualcafe.accounts.addresses import address_of
from virtualcafe.accounts.models import Invitation, Person, RetiredUsername
from virtualcafe.lib import clock

WRONG = "The username or the password is not right."


class Doorkeeper(DefaultAccountAdapter):  # type: ignore[misc]
    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": "This account is switched off.",
        "email_password_mismatch": WRONG,
        "username_password_mismatch": WRONG,
        "email_taken": "There is an account with this address. Log in, or reset its password.",
        "enter_current_password": "This is not your current password.",
        "too_many_login_attempts": "Too many wrong passwords. Wait five minutes, then try again.",
        "username_taken": "That name is taken. Please choose another.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return settings.CAFE_SIGNUP != "invitation" or invitation_of(request) is not None

    def clean_username(self, username: str, shallow: bool = False) -> str:  # noqa: FBT001
        cleaned = cast("str", super().clean_username(username, shallow))
        if usernames.is_reserved(cleaned) and not _is_for_first_admin(self.request):
            raise ValidationError("This name is reserved. Please choose another.")
        if RetiredUsername.objects.filter(name=cleaned.lower()).exists():
            raise self.validation_error("username_taken")
        return cleaned

    def clean_email(self, email: str) -> str:
        domain = email.rpartition("@")[2].lower()
        closed = settings.CAFE_SIGNUP == "domain" and domain not in settings.CAFE_SIGNUP_DOMAINS
        if closed and invitation_of(self.request) is None:
            allowed = " or ".join(f"@{name}" for name in settings.CAFE_SIGNUP_DOMAINS)
            raise ValidationError(f"Please use an address that ends in {allowed}.")
        return email

    def save_user(
        self,
        request: HttpRequest,
        user: Person,
        form: Any,
        commit: bool = True,  # noqa: FBT001
    ) -> Person:
        # The password is hashed before the transaction: it takes as long as a thousand messages.
        super().save_user(request, user, form, commit=False)
        user.gender = form.cleaned_data["gender"]
        user.time_zone = form.cleaned_data["time_zone"]
        with transaction.atomic():
            invitation = invitation_of(request)
            if invitation is not None:
                _admit(user, invitation)
            user.save()
        return user

    def set_password(self, user: Person, password: str) -> None:
        user.set_password(password)
        user.save(update_fields=["password"])

    def logout(self, request: HttpRequest) -> None:
        with transaction.atomic():
            logout(request)

    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        with transaction.atomic():
            confirmed = bool(super().confirm_email(request, email_address))
            if confirmed:
                Person.objects.get(pk=email_address.user_id).mark_verified(clock.now())
        return confirmed

    def get_client_ip(self, request: HttpRequest) -> str:
        return address_of(request)

    def get_email_confirmation_url(self, request: HttpRequest, emailconfirmation: Any) -> str:
        token = links.verification_token(emailconfirmation.email_address, now=clock.now())
        return links.absolute(reverse("account_confirm_email", args=[token]), request)

    def should_send_confirmation_mail(
        self,
        request: HttpRequest,
        email_address: EmailAddress,
        signup: bool,  # noqa: FBT001
    ) -> bool:
        return bool(settings.CAFE_MAIL)

    def get_email_verification_redirect_url(self, email_address: EmailAddress) -> str:
        return "/home/" if self.request.user.is_authenticated else "/login/"


def invitation_of(request: HttpRequest) -> Invitation | None:
    """The open invitation in the address or the form of this request."""
    match = request.resolver_match
    token = match.kwargs.get("token") if match else None
    token = token or request.POST.get("invitation") or request.GET.get("invitation")
    if not token:
        return None
    invitation = Invitation.objects.open(token, now=clock.now()).first()
    if invitation is not None and invitation.is_for_first_admin and _has_admin():
        return None
    return invitation


def _has_admin() -> bool:
    return Person.objects.filter(is_superuser=True).exists()


def _is_for_first_admin(request: HttpRequest) -> bool:
    invitation = invitation_of(request)
    return invitation is not None and invitation.is_for_first_admin


def _admit(person: Person, invitation: Invitation) -> None:
    if not invitation.take_seat():
        raise ValidationError("This invitation was used by somebody else a moment ago.")
    person.role = invitation.role
    person.is_staff = person.is_superuser = invitation.role == Person.Role.ADMIN
