from django.apps import AppConfig


class ProgressConfig(AppConfig):
    name = "virtualcafe.progress"
    label = "progress"

    def ready(self) -> None:
        from virtualcafe.accounts import hooks as accounts
        from virtualcafe.focus import hooks as focus
        from virtualcafe.progress import data, derive, shelf, telling

        focus.sessions_written = derive.sessions_written
        focus.person_changed = derive.person_changed
        accounts.on_changing_days.append(lambda person, now: derive.person_changed(person, now=now))
        telling.register()
        data.register()
        shelf.watch(self)
