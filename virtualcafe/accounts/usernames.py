"""What a person may be called."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.validators import MinLengthValidator, RegexValidator

LONGEST = 30

#: Names that would pass for the café itself, or for one of its addresses.
RESERVED = frozenset(
    """
    about account accounts admin administrator anonymous api auth bot cafe chat deleted demo
    everybody everyone guest here help home host info login logout lounge mail me member messages
    moderator nobody notifications null owner password postmaster profile progress room root
    rooms security settings setup signup staff static study support sysadmin system teacher team
    tutor undefined user users virtualcafe virtual-cafe webmaster ws
    """.split()  # noqa: SIM905
)

shape = RegexValidator(
    r"^[A-Za-z0-9_.-]+\Z",
    "Use letters from a to z, digits, and _ . - only.",
    code="invalid_username",
)

validators: list[Callable[[Any], None]] = [
    MinLengthValidator(3, "Use at least 3 characters."),
    shape,
]


def is_reserved(username: str) -> bool:
    return username.lower() in RESERVED
