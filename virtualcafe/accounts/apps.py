from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "virtualcafe.accounts"
    label = "accounts"

    def ready(self) -> None:
        from virtualcafe.accounts import leaving, wire
        from virtualcafe.realtime import identity

        identity.describe = wire.describe
        leaving.watch()
