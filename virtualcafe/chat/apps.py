from django.apps import AppConfig


class ChatConfig(AppConfig):
    name = "virtualcafe.chat"
    label = "chat"
