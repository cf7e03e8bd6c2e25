from django.apps import AppConfig


class RealtimeConfig(AppConfig):
    name = "virtualcafe.realtime"
    label = "realtime"
