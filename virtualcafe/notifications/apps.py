from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "virtualcafe.notifications"
    label = "notifications"

    def ready(self) -> None:
        from virtualcafe.notifications import jobs  # noqa: F401 - registers itself
