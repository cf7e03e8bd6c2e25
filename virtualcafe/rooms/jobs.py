from __future__ import annotations

from virtualcafe.lib import clock
from virtualcafe.lib.schedule import every
from virtualcafe.rooms.cleanup import clean_up, warn_hosts


@every(seconds=1800)
def clean_up_rooms() -> None:
    clean_up(clock.now())


@every(seconds=60)
def warn_hosts_of_ending_rooms() -> None:
    warn_hosts(clock.now())
