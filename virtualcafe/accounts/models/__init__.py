"""The person, what they prefer, and what keeps names and doors in order."""

from virtualcafe.accounts.models.invitation import Invitation
from virtualcafe.accounts.models.person import Person, RetiredUsername
from virtualcafe.accounts.models.preferences import Preferences

__all__ = ["Invitation", "Person", "Preferences", "RetiredUsername"]
