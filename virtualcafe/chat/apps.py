from django.apps import AppConfig


class ChatConfig(AppConfig):
    name = "virtualcafe.chat"
    label = "chat"

    def ready(self) -> None:
        from django.db.models.signals import post_migrate

        from virtualcafe.chat import calling, data, events, unread, verbs
        from virtualcafe.chat.files import form, letting_go  # noqa: F401 - registers itself
        from virtualcafe.chat.private import kind, notices
        from virtualcafe.chat.search import index
        from virtualcafe.realtime import addresses, kinds
        from virtualcafe.rooms import hooks

        post_migrate.connect(index.keep, sender=self)
        hooks.unread_of = unread.of_person
        hooks.in_state.append(lambda room, person: {"unread": unread.greet(person, room.stream)})
        events.register()
        verbs.register()
        notices.register()
        calling.register()
        data.register()
        for address in form.ADDRESSES:
            form.takes_files(address)
        kinds.register(kind.PrivateStreams())
        addresses.address("chat/private/<int:thread>/", "thread", kind.stream_of_id)
