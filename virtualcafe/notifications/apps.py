from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "virtualcafe.notifications"
    label = "notifications"

    def ready(self) -> None:
        from virtualcafe.notifications import data, jobs  # noqa: F401 - jobs registers itself

        data.register()
