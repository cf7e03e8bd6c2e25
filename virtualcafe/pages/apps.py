from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "virtualcafe.pages"
    label = "pages"
