from django.apps import AppConfig
from django.conf import settings


class RealtimeConfig(AppConfig):
    name = "virtualcafe.realtime"
    label = "realtime"

    def ready(self) -> None:
        from virtualcafe.realtime import bus, kinds

        kinds.register(kinds.UserStreams())
        if settings.REDIS_URL:
            # Its client weighs five megabytes, and one process alone needs none.
            from virtualcafe.realtime import redis_bus

            bus.remote = redis_bus.RedisBus(settings.REDIS_URL, secret=settings.SECRET_KEY)
            bus.connect(bus.remote.send)
