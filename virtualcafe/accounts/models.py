"""The person: who signs in, how the café calls them, and the clock of their days."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models.functions import Lower


class Person(AbstractUser):
    class Role(models.TextChoices):
        STUDENT = "student"
        TEACHER = "teacher"
        ADMIN = "admin"

    class Gender(models.TextChoices):
        UNSAID = "", "Rather not say"
        FEMALE = "female", "Female"
        MALE = "male", "Male"
        OTHER = "other", "Other"

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    role = models.CharField(max_length=8, choices=Role.choices, default=Role.STUDENT)
    gender = models.CharField(max_length=8, choices=Gender.choices, blank=True, default="")
    bio = models.TextField(max_length=500, blank=True, default="")
    time_zone = models.CharField(max_length=64, default="UTC")

    class Meta(AbstractUser.Meta):  # type: ignore[name-defined,misc]
        verbose_name = "person"
        verbose_name_plural = "people"
        constraints: ClassVar = [
            models.UniqueConstraint(Lower("username"), name="username_once_in_any_case")
        ]

    def __str__(self) -> str:
        return self.username
