"""Coming in, going out, and proving who one is. Most of the work is django-allauth's."""

from __future__ import annotations

from typing import Any, cast

from allauth.account import views as allauth
from allauth.account.adapter import get_adapter
from allauth.decorators import rate_limit
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from virtualcafe.accounts import actions, links
from virtualcafe.accounts.adapter import invitation_of
from virtualcafe.accounts.forms import ChangeEmailForm, ChangePasswordForm
from virtualcafe.accounts.models import Person
from virtualcafe.lib import clock

NO_MAIL = (
    "No mail server is set (EMAIL_URL), so nobody is asked to verify an address. When somebody "
    "forgets their password, issue a one-time link under People in the administration."
)
PASSWORDS = sensitive_post_parameters("oldpassword", "password", "password1")


class SignUp(allauth.SignupView):  # type: ignore[misc]
    def get_initial(self) -> dict[str, Any]:
        invited = {"invitation": self.request.GET.get("invitation", "")}
        return {**super().get_initial(), **invited}

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            return cast("HttpResponse", super().form_valid(form))
        except IntegrityError:  # somebody took the name since it was checked
            form.add_error("username", get_adapter().validation_error("username_taken"))
        except ValidationError as refusal:
            form.add_error(None, refusal)
        return cast("HttpResponse", self.form_invalid(form))


class SetUp(SignUp):
    """The first admin's sign-up, behind the link that the first start prints."""

    template_name = "account/setup.html"

    def is_open(self) -> bool:
        return invitation_of(self.request) is not None

    def closed(self) -> HttpResponse:
        return render(self.request, self.template_name_signup_closed, status=410)

    def form_valid(self, form: Any) -> HttpResponse:
        answer = super().form_valid(form)
        if answer.status_code == 302 and not settings.CAFE_MAIL:
            messages.info(self.request, NO_MAIL)
        return answer


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def verification(request: HttpRequest) -> HttpResponse:
    """Where the unverified are told what is missing; a POST sends the link again."""
    person = _person(request)
    if person.is_verified:
        return redirect("/home/")
    if request.method != "POST":
        return render(request, "account/verification_sent.html")
    if not actions.send_verification(request, person):
        sentence = "We sent you some links a few minutes ago. Look there first, also in spam."
        messages.warning(request, sentence)
    return redirect("account_email_verification_sent")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest, token: str) -> HttpResponse:
    """Signed in as its owner the link works at once; otherwise a button asks, because mail
    scanners open links too."""
    address = links.address_to_verify(token, now=clock.now())
    if address is None:
        return render(request, "account/verification_failed.html", status=410)
    if request.method != "POST" and request.user.pk != address.user_id:
        return render(request, "account/verification_ask.html", {"email": address.email})
    adapter = get_adapter(request)
    adapter.confirm_email(request, address)
    return redirect(adapter.get_email_verification_redirect_url(address))


@login_required
@never_cache
@PASSWORDS
@rate_limit(action="change_password")  # type: ignore[untyped-decorator]
def change_password(request: HttpRequest) -> HttpResponse:
    person = _person(request)
    form = ChangePasswordForm(data=request.POST or None, user=person)
    if request.method == "POST" and form.is_valid():
        actions.change_password(request, person, password=form.cleaned_data["password1"])
        messages.success(request, "Your password is changed. Other devices have to sign in again.")
        return redirect("accounts:settings")
    return render(request, "accounts/change_password.html", {"form": form})


@login_required
@never_cache
@PASSWORDS
@rate_limit(action="manage_email")  # type: ignore[untyped-decorator]
def change_email(request: HttpRequest) -> HttpResponse:
    person = _person(request)
    form = ChangeEmailForm(request.POST or None, person=person)
    if request.method == "POST" and form.is_valid():
        actions.change_email(request, person, email=form.cleaned_data["email"])
        messages.success(request, "Saved.")
        return redirect("accounts:settings")
    return render(request, "accounts/change_email.html", {"form": form})


def _person(request: HttpRequest) -> Person:
    person = request.user
    assert isinstance(person, Person)
    return person
