from django.apps import AppConfig


class ChatConfig(AppConfig):
    name = "virtualcafe.chat"
    label = "chat"

    def ready(self) -> None:
        from virtualcafe.chat import events, verbs

        events.register()
        verbs.register()
