"""Profiles and preferences: what people say about themselves, and how they like the café."""

from __future__ import annotations

from urllib.parse import unquote

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from virtualcafe.accounts import avatars, days
from virtualcafe.accounts.forms import PreferencesForm, ProfileForm
from virtualcafe.accounts.models import Person, Preferences
from virtualcafe.accounts.relations import blocked_by, relation
from virtualcafe.lib import clock, timezones
from virtualcafe.lib.errors import CafeError

YEAR = 60 * 60 * 24 * 365


@login_required
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/profile.html", {"person": request.user, "own": True})


@login_required
@require_safe
def public(request: HttpRequest, username: str) -> HttpResponse:
    person = get_object_or_404(Person.objects.named(username), is_active=True)
    own = person == request.user
    context = {"person": person, "own": own, "relation": relation(_person(request), person)}
    return render(request, "accounts/profile.html", context)


@login_required
def edit(request: HttpRequest) -> HttpResponse:
    # A copy, so that the page around a refused form shows who they are, not what they typed.
    person = Person.objects.get(pk=_person(request).pk)
    avatars.must_be_small(int(request.META.get("CONTENT_LENGTH") or 0))
    form = ProfileForm(request.POST or None, request.FILES or None, instance=person)
    if request.method == "POST" and form.is_valid() and _changes_picture(form, person):
        with days.changing(person.pk, now=clock.now()):
            form.save()
        messages.success(request, "Your profile is saved.")
        return redirect("accounts:profile")
    return render(request, "accounts/edit_profile.html", {"form": form})


def _changes_picture(form: ProfileForm, person: Person) -> bool:
    """False where the picture was refused; the form says why."""
    try:
        if form.cleaned_data["picture"]:
            avatars.change(person, form.cleaned_data["picture"])
        elif form.cleaned_data.get("remove_picture"):
            avatars.remove(person)
    except CafeError as refusal:
        form.add_error("picture", refusal.detail)
        return False
    return True


@login_required
def preferences(request: HttpRequest) -> HttpResponse:
    person = _person(request)
    form = PreferencesForm(request.POST or None, instance=Preferences.of(person.pk))
    if request.method == "POST" and form.is_valid():
        with days.changing(person.pk, now=clock.now()):
            form.save()
        messages.success(request, "Your settings are saved.")
        return _with_theme(request, redirect("accounts:settings"), form.cleaned_data["theme"])
    words = {
        "form": form,
        "offered_zone": _offered_zone(request, person),
        "blocked": blocked_by(person),
    }
    return render(request, "accounts/settings.html", words)


@login_required
@require_POST
def choose_time_zone(request: HttpRequest) -> HttpResponse:
    person = _person(request)
    zone = request.POST.get("time_zone", "")
    if timezones.is_known(zone):
        person.time_zone = zone
        with days.changing(person.pk, now=clock.now()):
            person.save(update_fields=["time_zone"])
        messages.success(request, f"Your time zone is now {zone}.")
    return redirect("accounts:settings")


def _offered_zone(request: HttpRequest, person: Person) -> str:
    """The browser's zone, from the cookie its script sets, when it isn't the person's."""
    zone = unquote(request.COOKIES.get("time_zone", ""))
    return zone if timezones.is_known(zone) and zone != person.time_zone else ""


def _with_theme(request: HttpRequest, response: HttpResponse, theme: str) -> HttpResponse:
    """The cookie is what pages look at first, so that they know before they look anybody up."""
    response.set_cookie("theme", theme, max_age=YEAR, samesite="Lax", secure=request.is_secure())
    return response


def _person(request: HttpRequest) -> Person:
    person = request.user
    assert isinstance(person, Person)
    return person
