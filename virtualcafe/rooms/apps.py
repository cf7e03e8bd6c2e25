from django.apps import AppConfig


class RoomsConfig(AppConfig):
    name = "virtualcafe.rooms"
    label = "rooms"

    def ready(self) -> None:
        from virtualcafe.accounts import hooks as accounts
        from virtualcafe.realtime import addresses, kinds
        from virtualcafe.rooms import (  # jobs register themselves
            data,
            door_notices,
            goodbyes,
            hooks,
            jobs,  # noqa: F401
            notices,
            waiting,
        )
        from virtualcafe.rooms.kinds import RoomStreams, stream_of_code, stream_of_id

        kinds.register(RoomStreams())
        notices.register()
        door_notices.register()
        data.register()
        hooks.on_closing.append(waiting.closed)
        accounts.on_deactivating.append(goodbyes.pass_on_chairs)
        accounts.on_deleting.append(goodbyes.leave_everywhere)
        accounts.on_deleting.append(waiting.forget)
        addresses.address("rooms/<str:code>/", "code", stream_of_code)
        addresses.address("room/<str:code>/", "code", stream_of_code)
        addresses.address("chat/rooms/<int:room>/", "room", stream_of_id)
