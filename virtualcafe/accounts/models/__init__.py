"""The person, what they prefer, whom they follow and avoid, and what keeps doors in order."""

from virtualcafe.accounts.models.former_days import FormerDays
from virtualcafe.accounts.models.invitation import Invitation
from virtualcafe.accounts.models.person import Person, RetiredUsername
from virtualcafe.accounts.models.preferences import Preferences
from virtualcafe.accounts.models.relation import Block, Follow
from virtualcafe.accounts.models.report import ModeratorAct, Report

__all__ = [
    "Block",
    "Follow",
    "FormerDays",
    "Invitation",
    "ModeratorAct",
    "Person",
    "Preferences",
    "Report",
    "RetiredUsername",
]
