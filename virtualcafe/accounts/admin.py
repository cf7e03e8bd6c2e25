"""People and what belongs to them, for whoever hosts the café."""

from __future__ import annotations

from contextlib import nullcontext
from typing import Any

from allauth.account.decorators import secure_admin_login
from allauth.account.models import EmailAddress
from django import forms
from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm
from django.contrib.auth.models import Group
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest

from virtualcafe.accounts import (
    actions,
    days,
    hooks,
    leaving,
    links,
    report_admin,  # noqa: F401 - registers itself
)
from virtualcafe.accounts.models import (
    FormerDays,
    Invitation,
    ModeratorAct,
    Person,
    Preferences,
    RetiredUsername,
)
from virtualcafe.lib import clock

# The café's own log-in, with its throttle, instead of a second one.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]
admin.site.site_header = admin.site.site_title = "Virtual Café"


class EmailAddresses(admin.TabularInline[EmailAddress, Person]):
    """To look at: the person's own address is edited above, and proved by its link."""

    model = EmailAddress
    fields = readonly_fields = ("email", "primary", "verified")
    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class PreferencesInline(admin.StackedInline[Preferences, Person]):
    model = Preferences
    can_delete = False


class NewPersonForm(AdminUserCreationForm):
    class Meta:
        model = Person
        fields = ("username", "email", "role")


@admin.register(Person)
class PersonAdmin(UserAdmin[Person]):
    list_display = ("username", "email", "role", "level", "verified", "is_active", "last_login")
    list_filter = ("role", "is_active", "is_staff", ("verified_at", admin.EmptyFieldListFilter))
    search_fields = ("username", "email")
    ordering = ("-date_joined",)
    date_hierarchy = "date_joined"
    readonly_fields = ("level", "last_login", "date_joined", "is_active", "role")
    inlines = (EmailAddresses, PreferencesInline)
    add_form = NewPersonForm
    actions = (
        "mark_verified",
        "grant_teacher",
        "grant_student",
        "grant_admin",
        "deactivate",
        "reactivate",
        "issue_reset_link",
    )
    fieldsets = (
        (None, {"fields": ("username", "email", "password", "role", "is_active")}),
        ("About", {"fields": ("bio", "gender", "time_zone", "level")}),
        ("Dates", {"fields": ("verified_at", "last_login", "date_joined")}),
    )
    add_fieldsets = ((None, {"fields": ("username", "email", "role", "password1", "password2")}),)

    @admin.display(boolean=True, ordering="verified_at")
    def verified(self, person: Person) -> bool:
        return person.is_verified

    def get_readonly_fields(self, request: HttpRequest, obj: Person | None = None) -> Any:
        """A name stays: links, mentions and the list of retired names know it."""
        return (*self.readonly_fields, "username") if obj else ()

    def save_model(self, request: HttpRequest, obj: Person, form: Any, change: bool) -> None:  # noqa: FBT001
        if not change:
            obj.is_staff = obj.is_superuser = obj.role == Person.Role.ADMIN
        obj.email = obj.email.lower()
        with days.changing(obj.pk, now=clock.now()) if change else nullcontext():
            super().save_model(request, obj, form, change)
        if "email" in form.changed_data:
            EmailAddress.objects.filter(user=obj).delete()
            EmailAddress.objects.create(user=obj, email=obj.email, primary=True)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:  # noqa: FBT001
        with days.changing(form.instance.pk, now=clock.now()):
            super().save_formset(request, form, formset, change)

    def has_delete_permission(self, request: HttpRequest, obj: Person | None = None) -> bool:
        """Somebody active is deactivated first, which ends their connections."""
        gone = obj is None or not obj.is_active
        return gone and super().has_delete_permission(request, obj)

    def delete_model(self, request: HttpRequest, obj: Person) -> None:
        self.delete_queryset(request, Person.objects.filter(pk=obj.pk))

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Person]) -> None:
        gone = queryset.filter(is_active=False)
        with transaction.atomic():
            for person in gone:
                for tell in hooks.on_deleting:
                    tell(person, clock.now())
            super().delete_queryset(request, gone)

    @admin.action(description="Count as verified")
    def mark_verified(self, request: HttpRequest, queryset: QuerySet[Person]) -> None:
        for person in queryset:
            person.mark_verified(clock.now())

    @admin.action(description="Make teacher")
    def grant_teacher(self, request: HttpRequest, queryset: QuerySet[Person]) -> None:
        self._grant(request, queryset, Person.Role.TEACHER)

    @admin.action(description="Make student")
    def grant_student(self, request: HttpRequest, queryset: QuerySet[Person]) -> None:
        self._grant(request, queryset, Person.Role.STUDENT)

    @admin.action(description="Make admin")
    def grant_admin(self, request: HttpRequest, queryset: QuerySet[Person]) -> None:
        self._grant(request, queryset, Person.Role.ADMIN)

    @admin.action(description="Deactivate: out everywhere, and no way in")
    def deactivate(self, request: HttpRequest, queryset: QuerySet[Person]) -> None:
        for person in self._others(request, queryset):
            person.deactivate()

    @admin.action(description="Reactivate")
    def reactivate(self, request: HttpRequest, queryset: QuerySet[Person]) -> None:
        for person in queryset:
            person.reactivate()

    @admin.action(description="Issue a one-time link for a new password")
    def issue_reset_link(self, request: HttpRequest, queryset: QuerySet[Person]) -> None:
        for person in queryset.filter(is_active=True):
            link = links.absolute(links.password_reset_path(person), request)
            sentence = f"For {person}, once, for a day. It is not shown again: {link}"
            messages.success(request, sentence)

    def _grant(self, request: HttpRequest, queryset: QuerySet[Person], role: Person.Role) -> None:
        for person in self._others(request, queryset):
            person.grant(role)

    def _others(self, request: HttpRequest, queryset: QuerySet[Person]) -> QuerySet[Person]:
        """Nobody locks themselves out."""
        if queryset.filter(username=request.user.get_username()).exists():
            messages.warning(request, "You yourself were left as you are.")
        return queryset.exclude(username=request.user.get_username())


admin.site.unregister(EmailAddress)
admin.site.unregister(Group)


@admin.register(EmailAddress)
class EmailAddressAdmin(admin.ModelAdmin[EmailAddress]):
    list_display = ("email", "user", "primary", "verified")
    list_filter = ("primary", "verified")
    search_fields = ("email", "user__username")
    list_select_related = ("user",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Preferences)
class PreferencesAdmin(admin.ModelAdmin[Preferences]):
    list_display = ("person", "theme", "focus_minutes", "break_minutes", "volume", "on_boards")
    list_filter = ("theme", "auto_start_breaks", "auto_start_focus", "on_boards", "shows_goal")
    search_fields = ("person__username",)
    list_select_related = ("person",)
    autocomplete_fields = ("person",)

    def save_model(self, request: HttpRequest, obj: Preferences, form: Any, change: bool) -> None:  # noqa: FBT001
        with days.changing(obj.person_id, now=clock.now()):
            super().save_model(request, obj, form, change)


@admin.register(FormerDays)
class FormerDaysAdmin(admin.ModelAdmin[FormerDays]):
    list_display = ("person", "until", "time_zone", "day_starts_at")
    search_fields = ("person__username",)
    list_select_related = ("person",)
    date_hierarchy = "until"

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class InvitationForm(forms.ModelForm[Invitation]):
    class Meta:
        model = Invitation
        fields = ("role", "seats")


@admin.register(Invitation)
class InvitationAdmin(admin.ModelAdmin[Invitation]):
    list_display = ("role", "seats", "expires_at", "created_by")
    list_filter = ("role", "expires_at")
    search_fields = ("created_by__username",)
    list_select_related = ("created_by",)
    form = InvitationForm

    def has_change_permission(self, request: HttpRequest, obj: Invitation | None = None) -> bool:
        return obj is None and super().has_change_permission(request, obj)

    def save_model(self, request: HttpRequest, obj: Invitation, form: Any, change: bool) -> None:  # noqa: FBT001
        """The link is said once, here: only its digest is kept."""
        token = obj.seal()
        obj.created_by_id = request.user.pk
        obj.expires_at = clock.now() + actions.INVITATION_LASTS
        super().save_model(request, obj, form, change)
        link = links.absolute(f"/signup/?invitation={token}", request)
        messages.success(request, f"Hand this on; it is not shown again: {link}")


@admin.register(ModeratorAct)
class ModeratorActAdmin(admin.ModelAdmin[ModeratorAct]):
    """The audit log is read, never written by hand."""

    list_display = ("created_at", "actor_name", "verb", "person_name", "place", "detail")
    list_filter = ("verb", "created_at")
    search_fields = ("actor_name", "person_name", "place", "detail")
    date_hierarchy = "created_at"

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: ModeratorAct | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: ModeratorAct | None = None) -> bool:
        return False


@admin.register(RetiredUsername)
class RetiredUsernameAdmin(admin.ModelAdmin[RetiredUsername]):
    search_fields = ("name",)


@admin.register(Session)
class SessionAdmin(admin.ModelAdmin[Session]):
    """Only when they end: a key is as good as a password."""

    list_display = ("expire_date",)
    list_filter = ("expire_date",)
    fields = readonly_fields = ("expire_date",)

    def delete_model(self, request: HttpRequest, obj: Session) -> None:
        self.delete_queryset(request, Session.objects.filter(pk=obj.pk))

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Session]) -> None:
        """Whose session ends so is signed out: its sockets end with it."""
        with transaction.atomic():
            for session in queryset:
                leaving.end_sockets_of(session)
            super().delete_queryset(request, queryset)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False
