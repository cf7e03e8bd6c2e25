from django.apps import AppConfig
from django.conf import settings


class RealtimeConfig(AppConfig):
    name = "virtualcafe.realtime"
    label = "realtime"

    def ready(self) -> None:
        from virtualcafe.realtime import bus, kinds, redis_bus

        kinds.register(kinds.UserStreams())
        if settings.REDIS_URL:
            bus.remote = redis_bus.RedisBus(settings.REDIS_URL, secret=settings.SECRET_KEY)
            bus.connect(bus.remote.send)
