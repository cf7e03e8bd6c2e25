from django.apps import AppConfig


class ChatConfig(AppConfig):
    name = "virtualcafe.chat"
    label = "chat"

    def ready(self) -> None:
        from virtualcafe.chat import events, unread, verbs
        from virtualcafe.rooms import hooks

        hooks.on_listening.append(unread.tell_newcomer)
        events.register()
        verbs.register()
