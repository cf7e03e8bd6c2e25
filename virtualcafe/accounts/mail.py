"""Letters are written into the queue with whatever caused them, and sent by the worker."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from email.utils import make_msgid
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django_tasks import task

from virtualcafe.lib import clock, worker

#: Minutes to wait before each new try; then the letter is given up.
PAUSES = (1, 5, 30, 120)


class QueuedBackend(BaseEmailBackend):
    """The row is part of the caller's transaction: no letter without its cause, and none lost."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            deliver.enqueue(written(message))
        transaction.on_commit(worker.nudge)
        return len(email_messages)


def written(message: EmailMessage) -> dict[str, Any]:
    """The letter as JSON. A second try carries the same Message-ID, so mailboxes show it once."""
    return {
        "subject": message.subject,
        "body": message.body,
        "from_email": message.from_email,
        "to": list(message.to),
        "headers": {"Message-ID": make_msgid(domain="virtualcafe"), **message.extra_headers},
    }


@task()
def deliver(letter: dict[str, Any], attempt: int = 0) -> None:
    try:
        EmailMultiAlternatives(
            **letter, connection=get_connection(settings.CAFE_MAIL_BACKEND)
        ).send()
    except OSError:  # refused, unreachable, timed out, or smtplib's own errors
        if attempt >= len(PAUSES):
            raise
        again = clock.real_now() + timedelta(minutes=PAUSES[attempt])
        deliver.using(run_after=again).enqueue(letter, attempt + 1)
