"""The OpenAPI document, browsable. Its scripts are files of our own, so CSP lets them run."""

from __future__ import annotations

from drf_spectacular.views import SpectacularSwaggerSplitView


class Docs(SpectacularSwaggerSplitView):
    url_name = "api-schema"
    template_name = "accounts/api_docs.html"
