from django.apps import AppConfig


class FocusConfig(AppConfig):
    name = "virtualcafe.focus"
    label = "focus"

    def ready(self) -> None:
        from virtualcafe.focus import data, rooms, seat_goals, settling, verbs  # noqa: F401
        from virtualcafe.focus.tasks import removing  # noqa: F401
        from virtualcafe.rooms import hooks

        data.register()
        hooks.timers_of = rooms.timers_of
        hooks.timer_runs = rooms.timer_runs
        hooks.rooms_running = rooms.rooms_running
        hooks.in_state.append(seat_goals.of_room)
        hooks.on_left.append(rooms.end_part)
        hooks.on_closing.append(rooms.stop_timer)
