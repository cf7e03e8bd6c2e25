from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from virtualcafe.accounts import usernames
from virtualcafe.accounts.models import Person
from virtualcafe.lib.errors import CafeError
from virtualcafe.rooms import access, codes, rules
from virtualcafe.rooms.actions.opening import OF_THE_LOUNGE
from virtualcafe.rooms.models import LONGEST_REQUEST, Room

LIFETIMES = [
    ("temporary", _("Until everybody has been away for 30 minutes")),
    ("kept", _("Until I close it")),
]


class RoomForm(forms.Form):
    name = forms.CharField(
        label=_("Name"),
        max_length=rules.NAME_LENGTH,
        widget=forms.TextInput(attrs={"autofocus": True, "autocomplete": "off", "dir": "auto"}),
    )
    description = forms.CharField(
        label=_("What it is for"),
        max_length=rules.DESCRIPTION_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
    subject = forms.CharField(
        label=_("Subject"),
        max_length=rules.SUBJECT_LENGTH,
        required=False,
        help_text=_("A word others look for: Latin, Algebra, Thesis."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    capacity = forms.IntegerField(
        label=_("Seats"),
        min_value=rules.LEAST_SEATS,
        max_value=rules.MOST_SEATS,
        initial=12,
    )
    public = forms.TypedChoiceField(
        label=_("Who may come in"),
        coerce=lambda value: value == "yes",
        choices=[
            ("yes", _("Everybody: it is in the directory, and its code admits")),
            ("no", _("Only whom I let in: nobody else can see it")),
        ],
        initial="yes",
        widget=forms.RadioSelect,
    )
    may_start_timer = forms.ChoiceField(
        label=_("Who may start the timer"), choices=Room.TimerRight, initial="members"
    )
    lifetime = forms.ChoiceField(
        label=_("How long it stays"),
        choices=LIFETIMES,
        initial="temporary",
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if person.must_verify:
            self.fields["public"].initial = "no"
        if access.may_make_permanent(person) or self.initial.get("lifetime") == "permanent":
            lifetime = self.fields["lifetime"]
            assert isinstance(lifetime, forms.ChoiceField)
            lifetime.choices = [*LIFETIMES, ("permanent", _("For good"))]

    @classmethod
    def of(cls, room: Room, posted: QueryDict | None, *, person: Person) -> RoomForm:
        """To change a room that is there. The lounge has no more than a name and a description."""
        initial = {name: getattr(room, name) for name in cls.base_fields}
        initial["public"] = "yes" if room.public else "no"
        form = cls(posted, initial=initial, person=person)
        form.fields["name"].widget.attrs.pop("autofocus", None)
        for name in [name for name in form.fields if room.is_lounge and name not in OF_THE_LOUNGE]:
            del form.fields[name]
        return form

    def refuse(self, error: CafeError) -> None:
        """Show what the action said where it belongs; what was typed stays."""
        fields = error.extra.get("fields")
        self.add_error(None, fields if isinstance(fields, dict) else error.detail)


class ClosingForm(forms.Form):
    typed = forms.CharField(
        label=_("Its code, to be sure"),
        max_length=32,
        widget=forms.TextInput(
            attrs={"class": "code", "autocomplete": "off", "spellcheck": "false", "dir": "ltr"}
        ),
    )

    def __init__(self, *args: Any, room: Room, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._room = room

    def clean_typed(self) -> str:
        typed = codes.tidied(self.cleaned_data["typed"])
        if typed != self._room.code:
            raise forms.ValidationError(_("That is another code. Nothing was closed."))
        return typed


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Room code"),
        max_length=32,
        widget=forms.TextInput(
            attrs={
                "class": "code",
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "placeholder": "K7MXQ2",
                "dir": "ltr",
            }
        ),
    )


class AskForm(forms.Form):
    text = forms.CharField(
        label=_("A line for the host"),
        max_length=LONGEST_REQUEST,
        required=False,
        help_text=_("Who you are, or what you study. You may leave it empty."),
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )


class InviteForm(forms.Form):
    username = forms.CharField(
        label=_("Username"),
        max_length=usernames.LONGEST,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "none",
                "spellcheck": "false",
                "dir": "ltr",
            }
        ),
    )
