"""The page of what one means to do, its forms, and the parts of it that other pages draw anew."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from virtualcafe.accounts.models import Person
from virtualcafe.accounts.requests import SignedIn, next_page
from virtualcafe.focus.tasks import actions, goals, ordering, outcomes, page, parking, removing
from virtualcafe.focus.tasks.forms import TaskForm
from virtualcafe.focus.tasks.hand import task_of
from virtualcafe.lib import clock
from virtualcafe.lib.errors import CafeError, NotFound

GOALS = "/goals/"
#: Asked for alone with `?part=`, as an element draws itself anew.
PARTS = {
    "desk": "tasks/_desk.html",
    "parked": "tasks/_parked.html",
    "tasks": "tasks/_list.html",
}


@require_safe
@login_required
def show(request: SignedIn) -> HttpResponse:
    part = request.GET.get("part", "")
    template = PARTS.get(part, "tasks/goals.html")
    return render(request, template, _shown(request, part))


def _shown(request: SignedIn, part: str) -> dict[str, object]:
    asked = request.GET
    context: dict[str, Callable[[], dict[str, object]]] = {
        "desk": lambda: {"desk": page.desk(request.user, now=clock.now())},
        "parked": lambda: {"parked": page.parked_page(request.user, number=asked.get("parked"))},
        "tasks": lambda: tasks_shown(request.user, number=asked.get("page")),
    }
    wanted = [part] if part in PARTS else list(PARTS)
    return {name: value for each in wanted for name, value in context[each]().items()}


def tasks_shown(person: Person, *, number: str | None = None) -> dict[str, object]:
    """What `tasks/_list.html` shows."""
    shown = page.task_list(person, now=clock.now(), number=number)
    return {"tasks": shown, "form": TaskForm(auto_id="new-%s")}


@require_safe
@login_required
def done(request: SignedIn) -> HttpResponse:
    shown, rows = page.done_page(request.user, now=clock.now(), number=request.GET.get("page"))
    return render(request, "tasks/done.html", {"page": shown, "rows": rows})


@require_POST
@login_required
def add(request: SignedIn) -> HttpResponse:
    form = TaskForm(request.POST, auto_id="new-%s")
    if not _took(form, lambda given: actions.create(request.user, given, now=clock.now())):
        return render(request, "tasks/task.html", {"form": form}, status=422)
    return _back(request)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def edit(request: SignedIn, task_id: int) -> HttpResponse:
    task, person = task_of(request.user, task_id), request.user
    form = TaskForm(request.POST) if request.method == "POST" else TaskForm.of(task)
    if _took(form, lambda given: actions.change(person, task_id, given, now=clock.now())):
        return _back(request)
    context = {"form": form, "task": task}
    return render(request, "tasks/task.html", context, status=422 if form.errors else 200)


def _took(form: TaskForm, act: Callable[[dict[str, object]], object]) -> bool:
    """Whether it was done; what was refused stands in the form."""
    if not form.is_valid():
        return False
    try:
        act(form.given)
    except NotFound:
        raise
    except CafeError as refusal:
        form.add_error(None, refusal.detail)
        return False
    return True


Act = Callable[[Person, int, datetime], object]


def _change(**fields: object) -> Act:
    return lambda person, task_id, now: actions.change(person, task_id, fields, now=now)


def _step(by: int) -> Act:
    return lambda person, task_id, _: ordering.step(person, task_id, by=by)


ACTS: dict[str, Act] = {
    "done": _change(done=True),
    "reopen": _change(done=False),
    "activate": _change(active=True),
    "rest": _change(active=False),
    "up": _step(-1),
    "down": _step(1),
    "delete": lambda person, task_id, now: removing.delete(person, task_id, now=now),
    "restore": lambda person, task_id, now: removing.restore(person, task_id, now=now),
}
PARKED_ACTS: dict[str, Act] = {
    "keep": lambda person, parked_id, _: parking.keep(person, parked_id),
    "task": lambda person, parked_id, now: parking.into_task(person, parked_id, now=now),
    "drop": lambda person, parked_id, _: parking.drop(person, parked_id),
}


@require_POST
@login_required
def do(request: SignedIn, task_id: int, act: str) -> HttpResponse:
    _act(ACTS, act)(request.user, task_id, clock.now())
    return _back(request, anchor=f"#task-{task_id}")


@require_POST
@login_required
def park(request: SignedIn) -> HttpResponse:
    parking.park(request.user, request.POST.get("text", ""), now=clock.now())
    return _back(request)


@require_POST
@login_required
def do_parked(request: SignedIn, parked_id: int, act: str) -> HttpResponse:
    _act(PARKED_ACTS, act)(request.user, parked_id, clock.now())
    return _back(request)


@require_POST
@login_required
def say_goal(request: SignedIn) -> HttpResponse:
    goals.set_goal(request.user, request.POST.get("goal", ""))
    return _back(request)


@require_POST
@login_required
def say_outcome(request: SignedIn, session_id: int) -> HttpResponse:
    outcomes.say_outcome(request.user, session_id, request.POST.get("outcome", ""))
    return _back(request)


def _act(acts: dict[str, Act], name: str) -> Act:
    if name not in acts:
        raise NotFound
    return acts[name]


def _back(request: SignedIn, *, anchor: str = "") -> HttpResponse:
    return HttpResponseRedirect(next_page(request, otherwise=GOALS) + anchor)
