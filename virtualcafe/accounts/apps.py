from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "virtualcafe.accounts"
    label = "accounts"

    def ready(self) -> None:
        from virtualcafe.accounts import avatars, hooks, leaving, reports, wire
        from virtualcafe.realtime import identity

        identity.describe = wire.describe
        leaving.watch()
        reports.register()
        hooks.on_deleting.append(lambda person, now: avatars.remove(person))
