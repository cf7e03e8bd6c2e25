from django.apps import AppConfig


class ProgressConfig(AppConfig):
    name = "virtualcafe.progress"
    label = "progress"
