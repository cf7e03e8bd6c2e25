from django.apps import AppConfig


class RoomsConfig(AppConfig):
    name = "virtualcafe.rooms"
    label = "rooms"

    def ready(self) -> None:
        from virtualcafe.realtime import kinds
        from virtualcafe.rooms import jobs  # noqa: F401 - registers itself
        from virtualcafe.rooms.kinds import RoomStreams

        kinds.register(RoomStreams())
