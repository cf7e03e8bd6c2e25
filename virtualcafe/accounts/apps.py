from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "virtualcafe.accounts"
    label = "accounts"
