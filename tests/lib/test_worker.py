"""Tasks survive their process, and are not begun for ever."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail import send_mail
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from virtualcafe.lib import clock, worker


@pytest.fixture(autouse=True)
def queued(settings: Settings) -> None:
    settings.EMAIL_BACKEND = "virtualcafe.accounts.mail.QueuedBackend"
    settings.CAFE_MAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


def interrupted(*, ago: timedelta, beginnings: int = 1) -> DBTaskResult:
    """A task whose process was killed at work."""
    send_mail("Hello", "How are you?", "cafe@example.org", ["alice@example.org"])
    DBTaskResult.objects.update(
        status="RUNNING",
        started_at=clock.real_now() - ago,
        worker_ids=[f"gone:{n}" for n in range(beginnings)],
    )
    return DBTaskResult.objects.get()


@pytest.mark.django_db
def test_a_task_of_a_dead_process_is_run_again() -> None:
    interrupted(ago=timedelta(seconds=1))
    assert not worker.run_one()
    worker.requeue_stale(every_running=True)
    assert worker.run_one()
    assert len(mail.outbox) == 1


@pytest.mark.django_db
@pytest.mark.parametrize(("minutes", "status"), [(4, "RUNNING"), (6, "READY")])
def test_beside_other_processes_only_what_is_stale(minutes: int, status: str) -> None:
    task = interrupted(ago=timedelta(minutes=minutes))
    worker.requeue_stale(every_running=False)
    task.refresh_from_db()
    assert task.status == status


@pytest.mark.django_db
def test_what_kills_its_process_each_time_is_given_up() -> None:
    task = interrupted(ago=timedelta(hours=1), beginnings=5)
    worker.requeue_stale(every_running=True)
    task.refresh_from_db()
    assert task.status == "FAILED"
    assert not worker.run_one()


@pytest.mark.django_db
def test_letters_that_went_out_are_not_kept() -> None:
    send_mail("Hello", "How are you?", "cafe@example.org", ["alice@example.org"])
    worker.run_one()
    worker.tidy_tasks()
    assert DBTaskResult.objects.count() == 1
    DBTaskResult.objects.update(finished_at=clock.real_now() - timedelta(hours=2))
    worker.tidy_tasks()
    assert DBTaskResult.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_a_thread_sends_until_it_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    sent = threading.Event()
    deliver = mail.EmailMultiAlternatives.send

    def send(message: mail.EmailMultiAlternatives) -> int:
        count = deliver(message)
        sent.set()
        return count

    monkeypatch.setattr(mail.EmailMultiAlternatives, "send", send)
    thread = worker.start_worker()
    try:
        send_mail("Hello", "How are you?", "cafe@example.org", ["alice@example.org"])
        assert sent.wait(10)
    finally:
        thread.stop()
    assert not thread.is_working
