from django.apps import AppConfig


class ChatConfig(AppConfig):
    name = "virtualcafe.chat"
    label = "chat"

    def ready(self) -> None:
        from virtualcafe.chat import data, events, unread, verbs
        from virtualcafe.chat.files import letting_go  # noqa: F401 - registers itself
        from virtualcafe.chat.private import kind, notices
        from virtualcafe.realtime import addresses, kinds
        from virtualcafe.rooms import hooks

        hooks.on_listening.append(unread.tell_newcomer)
        events.register()
        verbs.register()
        notices.register()
        data.register()
        kinds.register(kind.PrivateStreams())
        addresses.address("chat/private/<int:thread>/", "thread", kind.stream_of_id)
