"""Password hashes that a test can afford."""

from __future__ import annotations

from django.contrib.auth.hashers import PBKDF2PasswordHasher


class QuickHasher(PBKDF2PasswordHasher):
    """The ordinary kind with one round, only under CAFE_TEST: both read what the other wrote."""

    iterations = 1
