"""Telling the admins of a person, a message or a room."""

from __future__ import annotations

from datetime import datetime

from virtualcafe.accounts import audit, hooks
from virtualcafe.accounts.hooks import Subject
from virtualcafe.accounts.models import Person, Report
from virtualcafe.lib.errors import BadRequest, NotFound, RateLimited
from virtualcafe.lib.rates import Rates

LONGEST_REASON = 1_000
#: What the admins read of it, and at most so many reports an hour from one person.
LONGEST_EXCERPT = 4_000
REPORTS, REPORTS_SECONDS = 10, 3_600
rates = Rates()


def subject_of(asker: Person, about: str, object_id: int, *, now: datetime) -> Subject:
    """What would be reported. Raises NotFound for what the person may not see, and BadRequest for
    a kind of thing that nobody knows."""
    if about not in hooks.reportable:
        kinds = ", ".join(sorted(hooks.reportable))
        raise BadRequest("Nothing of this kind can be reported.", fields={"about": [kinds]})
    return hooks.reportable[about](asker, object_id, now)


def report(reporter: Person, about: str, object_id: int, *, reason: str, now: datetime) -> Report:
    """Raises also BadRequest for an empty or long reason or oneself, and RateLimited."""
    subject = subject_of(reporter, about, object_id, now=now)
    if subject.person == reporter:
        raise BadRequest("This is your own.")
    reason = _checked(reason)
    if wait := rates.take(reporter.pk, amount=REPORTS, seconds=REPORTS_SECONDS):
        raise RateLimited(
            "You told us of a lot just now. We look at it; tell us more later.", retry_after=wait
        )
    return Report.objects.create(
        reporter=reporter,
        about=about,
        object_id=object_id,
        person=subject.person,
        reason=reason,
        excerpt=subject.excerpt[:LONGEST_EXCERPT],
        created_at=now,
    )


def close(report: Report, *, by: Person, now: datetime) -> None:
    """An admin has looked at it. Closing it again changes nothing."""
    if report.closed_at is not None:
        return
    report.closed_at, report.closed_by = now, by
    report.save(update_fields=["closed_at", "closed_by"])
    about = f"{report.about} {report.object_id}"
    audit.note(by, "close report", person=report.person, detail=about, now=now)


def describe_person(asker: Person, person_id: int, now: datetime) -> Subject:
    person = Person.objects.filter(pk=person_id, is_active=True).first()
    if person is None:
        raise NotFound("There is no such person.")
    return Subject(title=person.username, excerpt=person.bio, person=person)


def register() -> None:
    hooks.reportable[Report.About.PERSON] = describe_person
    hooks.admin_paths[Report.About.PERSON] = lambda pk: f"/admin/accounts/person/{pk}/change/"


def _checked(reason: str) -> str:
    reason = reason.replace("\r\n", "\n").strip()
    wrong = ""
    if not reason or "\x00" in reason:
        wrong = "Say in a few words what is wrong."
    elif len(reason) > LONGEST_REASON:
        wrong = f"At most {LONGEST_REASON:,} characters, please; this has {len(reason):,}."
    if wrong:
        raise BadRequest(wrong, fields={"reason": [wrong]})
    return reason
