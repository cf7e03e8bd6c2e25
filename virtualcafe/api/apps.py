from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "virtualcafe.api"
    label = "api"
