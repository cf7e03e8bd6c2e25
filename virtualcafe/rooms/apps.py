from django.apps import AppConfig


class RoomsConfig(AppConfig):
    name = "virtualcafe.rooms"
    label = "rooms"
