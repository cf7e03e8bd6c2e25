"""Letters wait in the queue with whatever caused them, and the worker sends them."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.core import mail
from django.core.mail import send_mail
from django.db import transaction
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from virtualcafe.accounts.mail import PAUSES
from virtualcafe.lib import worker

pytestmark = pytest.mark.django_db
FAILING = "tests.accounts.test_letters.Unreachable"


class Unreachable:
    def __init__(self, **_: object) -> None: ...

    def send_messages(self, messages: object) -> int:
        raise ConnectionRefusedError


@pytest.fixture(autouse=True)
def queued(settings: Settings) -> None:
    settings.EMAIL_BACKEND = "virtualcafe.accounts.mail.QueuedBackend"
    settings.CAFE_MAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


def write() -> None:
    send_mail("Hello", "How are you?", "cafe@example.org", ["alice@example.org"])


def work() -> None:
    while worker.run_one():
        pass


def test_a_letter_waits_for_the_worker() -> None:
    write()
    assert mail.outbox == []
    work()
    (letter,) = mail.outbox
    assert (letter.subject, letter.body, letter.to) == (
        "Hello",
        "How are you?",
        ["alice@example.org"],
    )
    assert letter.from_email == "cafe@example.org"


def test_it_is_sent_once() -> None:
    write()
    work()
    work()
    assert len(mail.outbox) == 1


def test_what_was_rolled_back_sends_nothing() -> None:
    with transaction.atomic():
        write()
        transaction.set_rollback(True)
    work()
    assert mail.outbox == []


def test_an_unreachable_server_is_tried_again_later(settings: Settings) -> None:
    write()
    settings.CAFE_MAIL_BACKEND = FAILING
    work()
    waiting = DBTaskResult.objects.get(status="READY")
    first = DBTaskResult.objects.get(status="SUCCESSFUL")
    assert waiting.run_after - first.started_at > timedelta(seconds=50)
    message_id = waiting.args_kwargs["args"][0]["headers"]["Message-ID"]
    settings.CAFE_MAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    DBTaskResult.objects.update(run_after=first.started_at)
    work()
    assert mail.outbox[0].extra_headers["Message-ID"] == message_id


def test_it_is_given_up_in_the_end(settings: Settings) -> None:
    write()
    settings.CAFE_MAIL_BACKEND = FAILING
    for _ in range(len(PAUSES) + 3):
        DBTaskResult.objects.filter(status="READY").update(
            run_after=DBTaskResult.objects.first().enqueued_at
        )
        work()
    assert DBTaskResult.objects.filter(status="SUCCESSFUL").count() == len(PAUSES)
    assert DBTaskResult.objects.filter(status="FAILED").count() == 1
    assert not DBTaskResult.objects.filter(status="READY").exists()


def test_without_a_server_letters_lie_in_a_folder(settings: Settings, tmp_path: Path) -> None:
    settings.CAFE_MAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path)
    write()
    work()
    (letter,) = tmp_path.iterdir()
    assert "How are you?" in letter.read_text()
