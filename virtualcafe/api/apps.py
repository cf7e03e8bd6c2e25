from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "virtualcafe.api"
    label = "api"

    def ready(self) -> None:
        from virtualcafe.api import schema  # noqa: F401  the document finds it once imported
        from virtualcafe.chat.files.form import takes_files

        takes_files(r"/api/chat/attachments/")
