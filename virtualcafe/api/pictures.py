"""People's pictures, for who is signed in: a browser with its cookie, a program with its token."""

from __future__ import annotations

from django.http import FileResponse
from django.urls import path
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.views import APIView

from virtualcafe.accounts import avatars


@extend_schema(exclude=True)
class Picture(APIView):
    """They come by the page, so only uploads and the API count."""

    throttle_classes = ()

    def get(self, request: Request, name: str) -> FileResponse:
        return avatars.picture(name)

    head = get


urlpatterns = [path("<str:name>", Picture.as_view(), name="avatar")]
