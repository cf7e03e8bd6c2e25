"""Refusals as JSON: ``{"code", "detail", "fields"}``, and what else the refusal has to say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.defaults import page_not_found, server_error
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import set_rollback

from virtualcafe.lib import errors

PREFIX = "/api/"

CODES = {
    401: "unauthenticated",
    403: "forbidden",
    404: "not_found",
    413: "too_large",
    429: "rate_limited",
}


def body(code: str, detail: str, fields: Mapping[str, object] | None = None) -> dict[str, object]:
    return {"code": code, "detail": detail, "fields": dict(fields or {})}


def refuse(error: Exception, context: Mapping[str, Any]) -> Response | None:
    """DRF's exception handler. None: not a refusal but a defect, which Django logs and answers."""
    if isinstance(error, Http404):
        error = errors.NotFound()
    elif isinstance(error, PermissionDenied):
        error = errors.Forbidden()
    if isinstance(error, errors.CafeError):
        answer = _of_cafe(error)
    elif isinstance(error, exceptions.ValidationError):
        answer = _of_validation(error)
    elif isinstance(error, exceptions.APIException):
        answer = _of_framework(error)
    else:
        return None
    set_rollback()
    return answer


def _of_cafe(error: errors.CafeError) -> Response:
    answer = Response(body(error.code, error.detail) | error.extra, status=error.status)
    if error.status == 401:
        answer["WWW-Authenticate"] = 'Bearer realm="api"'
    if "retry_after" in error.extra:
        answer["Retry-After"] = str(error.extra["retry_after"])
    return answer


def _of_validation(error: exceptions.ValidationError) -> Response:
    fields = {name: _sentences(wrong) for name, wrong in _by_field(error.detail).items()}
    loose = fields.pop("non_field_errors", [])
    name, first = next(((name, said) for name, said in fields.items() if said), ("", loose))
    detail = loose[0] if loose else f"{name}: {first[0]}" if first else "That is not valid."
    return Response(body("bad_request", detail, fields), status=400)


def _by_field(detail: Any) -> Mapping[str, Any]:
    return detail if isinstance(detail, Mapping) else {"non_field_errors": detail}


def _sentences(wrong: Any) -> list[str]:
    """Whatever a serializer found wrong with a field, however deep, as a flat list."""
    if isinstance(wrong, Mapping):
        return [sentence for inner in wrong.values() for sentence in _sentences(inner)]
    if isinstance(wrong, Sequence) and not isinstance(wrong, str):
        return [sentence for inner in wrong for sentence in _sentences(inner)]
    return [str(wrong)]


def _of_framework(error: exceptions.APIException) -> Response:
    code = CODES.get(error.status_code, "bad_request")
    answer = Response(body(code, _one_sentence(error)), status=error.status_code)
    if header := getattr(error, "auth_header", None):
        answer["WWW-Authenticate"] = header
    wait = getattr(error, "wait", None)
    if wait is not None:
        answer["Retry-After"] = str(max(1, round(wait + 0.499)))
    return answer


def _one_sentence(error: exceptions.APIException) -> str:
    if isinstance(error, exceptions.NotAuthenticated):
        return errors.Unauthenticated.sentence
    if isinstance(error, exceptions.Throttled):
        return errors.RateLimited.sentence
    said = _sentences(error.detail)
    return said[0] if said else "That can't be done."


@csrf_exempt  # nothing is done there, and 403 would say that something is
def unknown_address(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: as JSON under /api/, as a page elsewhere."""
    if request.path.startswith(PREFIX):
        return JsonResponse(body("not_found", "There is no such address."), status=404)
    return page_not_found(request, exception or Http404())


def defect(request: HttpRequest) -> HttpResponse:
    """500: as JSON under /api/, as a page elsewhere."""
    if request.path.startswith(PREFIX):
        return JsonResponse(body("internal", errors.CafeError.sentence), status=500)
    return server_error(request)
