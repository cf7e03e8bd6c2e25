"""The API keeps to its own document, whatever it is sent: no defect, no status and no body that the
document doesn't tell of. Ids are real ones half of the time, and Alice asks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, reset_queries
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import response_schema_conformance, status_code_conformance

from virtualcafe.api.authentication import issue

from .rights.scene import Scene, build, undone

CHECKS = [not_a_server_error, status_code_conformance, response_schema_conformance]
#: What a program would rather not be sent for a schema: it isn't JSON, or ends the caller.
LEFT_OUT = r"^/api/(schema|docs)/"
#: Of each operation.
EXAMPLES = 8
PLAIN = {"Accept-Encoding": "identity"}


@pytest.fixture
def scene(db: None) -> Iterator[Scene]:
    """Requests come by WSGI, whose signals would close the database that the test holds open."""
    loose = [(request_started, reset_queries), (request_started, close_old_connections),
             (request_finished, close_old_connections)]  # fmt: skip
    for signal, receiver in loose:
        signal.disconnect(receiver)
    yield build()
    for signal, receiver in loose:
        signal.connect(receiver)


def test_the_api_keeps_to_its_document(scene: Scene) -> None:
    document: Any = schemathesis.openapi.from_wsgi(
        "/api/schema/?format=json", get_wsgi_application()
    )
    wrong = [
        said
        for operation in document.exclude(path_regex=LEFT_OUT).get_all_operations()
        for said in _broken_promises(operation.ok(), scene)
    ]
    assert not wrong, "\n".join(wrong)


def _broken_promises(operation: Any, scene: Scene) -> list[str]:
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        database=None,
        phases=(Phase.explicit, Phase.generate),
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy())
    def keep(case: Any) -> None:
        _aim(case, scene)
        with undone():
            token = issue(scene.people["host"])["access"]
            answer = case.call(headers={"Authorization": f"Bearer {token}", **PLAIN})
        case.validate_response(answer, checks=CHECKS)

    try:
        keep()
    except (Exception, BaseExceptionGroup) as failure:
        return [f"{operation.method.upper()} {operation.path}: {_told(failure)}"]
    return []


def _told(failure: BaseException) -> str:
    inner = getattr(failure, "exceptions", [])
    return " | ".join(_told(each) for each in inner) or str(failure)


def _aim(case: Any, scene: Scene) -> None:
    """Half of what stands in the address is what exists."""
    real = {
        "room_id": scene.room.pk,
        "message_id": scene.message.pk,
        "thread_id": scene.thread.pk,
        "person_id": scene.victim.pk,
        "request_id": scene.request.pk,
        "username": scene.victim.username,
        "emoji": "👍",
        "action": "start",
    }
    for name, value in (case.path_parameters or {}).items():
        if name in real and len(str(value)) % 2:
            case.path_parameters[name] = real[name]
