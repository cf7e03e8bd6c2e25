"""The secret in a password reset link."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.tokens import PasswordResetTokenGenerator

from virtualcafe.lib import clock


class PasswordResetTokens(PasswordResetTokenGenerator):
    """Spent by the new password, by signing in, and after a day of the café's clock."""

    def _now(self) -> datetime:
        return clock.now().replace(tzinfo=None)
