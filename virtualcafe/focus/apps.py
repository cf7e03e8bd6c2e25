from django.apps import AppConfig


class FocusConfig(AppConfig):
    name = "virtualcafe.focus"
    label = "focus"
