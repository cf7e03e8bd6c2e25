"""The directory and the doors. The room itself is a page of many features: `pages.room`."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from virtualcafe.accounts.addresses import address_of
from virtualcafe.accounts.models import Person
from virtualcafe.accounts.requests import SignedIn
from virtualcafe.lib import clock
from virtualcafe.lib.errors import ApprovalRequired, BadRequest, CafeError, Forbidden
from virtualcafe.rooms import access, actions, codes, selectors
from virtualcafe.rooms import directory as finding
from virtualcafe.rooms.forms import CodeForm, RoomForm

PER_PAGE = 24


@require_safe
@login_required
def directory(request: SignedIn) -> HttpResponse:
    person, now = request.user, clock.now()
    wanted = finding.Wanted.of(request.GET.dict())
    looks = any(wanted)
    rooms = selectors.found(person, wanted, now=now) if looks else selectors.others(person, now=now)
    page = Paginator(rooms, PER_PAGE).get_page(request.GET.get("page"))
    mine = [] if looks else selectors.seated_in(person, now=now)
    cards = selectors.cards([*mine, *page.object_list], person)
    context = {
        "mine": cards[: len(mine)],
        "others": cards[len(mine) :],
        "page": page,
        "wanted": wanted,
        "looks": looks,
        "subjects": selectors.subjects(now),
        "query": wanted.query,
        "refusal_to_open": access.refusal_to_open(person),
    }
    return render(request, "rooms/directory.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def create(request: SignedIn) -> HttpResponse:
    if sentence := access.refusal_to_open(request.user):
        raise Forbidden(sentence)
    form = RoomForm(request.POST or None, person=request.user)
    if form.is_valid():
        try:
            room = actions.open_room(request.user, now=clock.now(), **form.cleaned_data)
        except (BadRequest, Forbidden) as refusal:
            form.refuse(refusal)
        else:
            return redirect("pages:room", room.code)
    return render(request, "rooms/create.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def join_by_code(request: HttpRequest) -> HttpResponse:
    """Asking for the form never joins, whatever code its address carries. Who typed a code before
    signing in finds it typed afterwards."""
    if not isinstance(request.user, Person):
        typed = request.POST.get("code") or request.GET.get("code", "")
        return redirect_to_login(f"{request.path}?{urlencode({'code': typed})}")
    form = CodeForm(request.POST if request.method == "POST" else None, initial=request.GET.dict())
    return _join_by(form, request, request.user)


def _join_by(form: CodeForm, request: HttpRequest, person: Person) -> HttpResponse:
    status = 200
    if form.is_valid():
        code, address = form.cleaned_data["code"], address_of(request)
        try:
            room = actions.join_by_code(person, code, address=address, now=clock.now())
        except ApprovalRequired:
            return redirect("room-ask", codes.tidied(code))
        except CafeError as refusal:
            form.add_error("code", refusal.detail)
            status = refusal.status
        else:
            return redirect("pages:room", room.code)
    return render(request, "rooms/join.html", {"form": form}, status=status)


@require_POST
@login_required
def join(request: SignedIn, code: str) -> HttpResponse:
    now = clock.now()
    room = actions.seat(request.user, access.visible_room(request.user, code, now=now), now=now)
    return redirect("pages:room", room.code)


@require_POST
@login_required
def leave(request: SignedIn, code: str) -> HttpResponse:
    now = clock.now()
    actions.leave(request.user, access.visible_room(request.user, code, now=now), now=now)
    return redirect("rooms")
