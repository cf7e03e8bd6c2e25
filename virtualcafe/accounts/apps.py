from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "virtualcafe.accounts"
    label = "accounts"

    def ready(self) -> None:
        from virtualcafe.accounts import avatars, hooks, leaving, reports, wire
        from virtualcafe.realtime import bodies, identity

        identity.describe = wire.describe
        leaving.watch()
        bodies.takes_files(avatars.ADDRESSES, most=avatars.MOST_BYTES)
        reports.register()
        hooks.on_deleting.append(lambda person, now: avatars.remove(person))
