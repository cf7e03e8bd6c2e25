from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "virtualcafe.api"
    label = "api"

    def ready(self) -> None:
        from virtualcafe.api import schema  # noqa: F401  the document finds it once imported
