"""The forms of accounts, with words of our own and the cursor on what needs attention."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from allauth.account import forms as allauth
from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.manage_email import email_already_exists
from django import forms
from django.conf import settings
from django.http import HttpRequest

from virtualcafe.accounts import actions, links, weekdays
from virtualcafe.accounts.departure import TRIES, TRIES_SECONDS, tries
from virtualcafe.accounts.models import Person, Preferences
from virtualcafe.lib import timezones

if TYPE_CHECKING:
    Base = forms.BaseForm
else:
    Base = object

PASSWORD_HELP = "At least 8 characters; not only digits, and nothing easily guessed."


class Attentive(Base):
    """Puts the cursor into the first wrong field, or, where typing is what a page is for, into the
    first one of a fresh form."""

    begins_with_typing = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)
        if self.begins_with_typing and not self.is_bound:
            # Not by `self[name]`: a bound field keeps the label it had when it was asked first.
            shown = (name for name, field in self.fields.items() if not field.widget.is_hidden)
            self._focus(next(shown, None))

    def full_clean(self) -> None:
        super().full_clean()
        self._focus(next((name for name in self.fields if name in self.errors), None))

    def _focus(self, name: str | None) -> None:
        if name is not None:
            self.fields[name].widget.attrs["autofocus"] = True


class TimeZoneField(forms.CharField):
    """What the browser says, filled in by a script; without one, or with nonsense, UTC."""

    widget = forms.HiddenInput(attrs={"data-time-zone": True})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)

    def clean(self, value: Any) -> str:
        return timezones.known_or(str(value or ""), "UTC")


class SignupForm(Attentive, allauth.SignupForm):  # type: ignore[misc]
    field_order = ("username", "email", "password1", "gender")
    gender = forms.ChoiceField(
        label="Gender (optional)",
        choices=Person.Gender.choices,
        required=False,
        help_text="Nobody sees it but you.",
    )
    time_zone = TimeZoneField()
    invitation = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name, email = self.fields["username"], self.fields["email"]
        name.help_text = "3 to 30 letters, digits, and _ . - . This is what others see."
        name.widget.attrs.update(autocapitalize="none", spellcheck="false")
        email.label = "E-mail"
        self.fields["password1"].help_text = PASSWORD_HELP


class LoginForm(Attentive, allauth.LoginForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = "Username or e-mail"
        self.fields["login"].widget.attrs.update(
            autocomplete="username", autocapitalize="none", spellcheck="false"
        )
        self.fields["password"].help_text = ""


class ResetPasswordForm(Attentive, allauth.ResetPasswordForm):  # type: ignore[misc]
    """Looks nobody up: what it does, and how long it takes, is the same for every address."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = "E-mail"

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()

    def save(self, request: HttpRequest, **_: Any) -> str:
        email = str(self.cleaned_data["email"])
        actions.request_password_reset(email, house=links.house(request))
        return email


class SetPasswordForm(Attentive, allauth.ResetPasswordKeyForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["password2"]
        self.fields["password1"].label = "New password"
        self.fields["password1"].help_text = PASSWORD_HELP


class ChangePasswordForm(Attentive, allauth.ChangePasswordForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["password2"]
        self.fields["oldpassword"].label = "Current password"
        self.fields["oldpassword"].help_text = ""
        self.fields["password1"].label = "New password"
        self.fields["password1"].help_text = PASSWORD_HELP


class ChangeEmailForm(Attentive, forms.Form):
    email = forms.EmailField(
        label="New e-mail address", widget=forms.EmailInput({"autocomplete": "email"})
    )
    password = forms.CharField(
        label="Current password",
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_email(self) -> str:
        email = str(self.cleaned_data["email"]).lower()
        email_already_exists(get_adapter().clean_email(email), user=self.person, always_raise=True)
        return email

    def clean_password(self) -> str:
        if not self.person.check_password(self.cleaned_data["password"]):
            raise forms.ValidationError("This is not your current password.")
        return str(self.cleaned_data["password"])


class PasswordForm(Attentive, forms.Form):
    """Somebody at a screen that was left open doesn't know it."""

    password = forms.CharField(
        strip=False, widget=forms.PasswordInput({"autocomplete": "current-password"})
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_password(self) -> str:
        if tries.take(self.person.pk, amount=TRIES, seconds=TRIES_SECONDS):
            raise forms.ValidationError("Too many wrong passwords. Wait a few minutes.")
        if not self.person.check_password(self.cleaned_data["password"]):
            raise forms.ValidationError("This is not your password.")
        return str(self.cleaned_data["password"])


class LeaveForm(Attentive, forms.Form):
    password = forms.CharField(
        strip=False, widget=forms.PasswordInput({"autocomplete": "current-password"})
    )
    sure = forms.BooleanField(label="I know that nothing of it comes back.")


class ProfileForm(Attentive, forms.ModelForm[Person]):
    begins_with_typing = False
    time_zone = forms.ChoiceField(choices=timezones.choices, help_text="Your days follow it.")
    picture = forms.FileField(
        label="Picture",
        required=False,
        help_text="PNG, JPEG, WebP or GIF; its middle is kept.",
        widget=forms.FileInput({"accept": "image/png,image/jpeg,image/webp,image/gif"}),
    )
    remove_picture = forms.BooleanField(label="Take the picture away", required=False)

    class Meta:
        model = Person
        fields = ("bio", "gender", "time_zone", "availability")
        labels = {
            "bio": "About you",
            "gender": "Gender (optional)",
            "availability": "Who may write to you privately",
        }
        help_texts = {"bio": "Up to 500 characters.", "gender": "Nobody sees it but you."}
        widgets = {"bio": forms.Textarea({"rows": 4, "dir": "auto"})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        zones = timezones.choices()
        if self.instance.time_zone not in dict(zones):
            zones = [(self.instance.time_zone, self.instance.time_zone), *zones]
        self.fields["time_zone"].choices = zones  # type: ignore[attr-defined]
        if not settings.CAFE_PRIVATE_MESSAGES:
            del self.fields["availability"]
        if not self.instance.avatar:
            del self.fields["remove_picture"]

    def save(self, commit: bool = True) -> Person:  # noqa: FBT001
        changed = [name for name in self.changed_data if name in self.Meta.fields]
        self.instance.save(update_fields=changed) if changed else None
        return self.instance


class StudyDaysField(forms.MultipleChoiceField):
    """Boxes to tick for what is kept as one number."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs: Any) -> None:
        choices = list(zip(weekdays.NAMES, weekdays.LABELS, strict=True))
        super().__init__(choices=choices, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return weekdays.names_in(value) if isinstance(value, int) else value

    def clean(self, value: Any) -> Any:
        return weekdays.of_names(super().clean(value))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)


class HoursField(forms.DecimalField):
    """Hours to write, minutes to keep."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.NumberInput({"step": "0.5", "inputmode": "decimal"})
        # Not what the model's validators say: those are minutes.
        super().__init__(min_value=Decimal("0.5"), max_value=168, widget=widget, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return f"{value / 60:.4g}" if isinstance(value, int) else value

    def clean(self, value: Any) -> Any:
        return round(super().clean(value) * 60)


class PreferencesForm(Attentive, forms.ModelForm[Preferences]):
    begins_with_typing = False
    day_starts_at = forms.TypedChoiceField(
        label="My day starts at",
        coerce=int,
        choices=[(hour, f"{hour}:00") for hour in range(24)],
        help_text="What you do before that hour belongs to the day before.",
    )
    study_days = StudyDaysField(
        label="Days I study",
        help_text="The others don’t break your streak.",
        error_messages={"required": "Leave at least one day to study."},
    )
    weekly_goal_minutes = HoursField(label="Weekly goal, in hours")
    LENGTHS = ("focus_minutes", "break_minutes", "long_break_minutes")

    class Meta:
        model = Preferences
        fields = (
            "theme",
            "focus_minutes",
            "break_minutes",
            "long_break_minutes",
            "auto_start_breaks",
            "auto_start_focus",
            "sound",
            "volume",
            "day_starts_at",
            "study_days",
            "weekly_goal_minutes",
            "on_boards",
            "shows_goal",
        )
        labels = {
            "focus_minutes": "Focus, in minutes",
            "break_minutes": "Break, in minutes",
            "long_break_minutes": "Long break, in minutes",
            "volume": "Volume of all sounds",
        }
        widgets = {
            "theme": forms.RadioSelect,
            "volume": forms.NumberInput({"type": "range", "min": 0, "max": 100, "step": 5}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.LENGTHS:
            self.fields[name].widget.attrs.update(min=1, max=180, inputmode="numeric")
