"""Accounts. django-allauth finds its pages by the names it gave them; ours are in a namespace."""

from __future__ import annotations

from allauth.account import views as allauth
from django.urls import include, path, re_path
from django.views.generic import RedirectView

from virtualcafe.accounts import data, people, profiles, views
from virtualcafe.accounts.forms import SetPasswordForm

RESET_KEY = r"^password-reset/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$"

ours = (
    [
        path("profile/", profiles.mine, name="profile"),
        path("profile/edit/", profiles.edit, name="edit-profile"),
        path("u/<str:username>/", profiles.public, name="person"),
        path("u/<str:username>/follow/", people.follow, name="follow"),
        path("u/<str:username>/unfollow/", people.unfollow, name="unfollow"),
        path("u/<str:username>/block/", people.block, name="block"),
        path("u/<str:username>/unblock/", people.unblock, name="unblock"),
        path("report/<str:about>/<int:object_id>/", people.report, name="report"),
        path("settings/export/", data.take, name="export"),
        path("settings/delete/", data.leave, name="delete"),
        path("settings/", profiles.preferences, name="settings"),
        path("settings/time-zone/", profiles.choose_time_zone, name="time-zone"),
        path(
            "profile/<str:username>/",
            RedirectView.as_view(pattern_name="accounts:person"),
        ),
    ],
    "accounts",
)

urlpatterns = [
    path("signup/", views.SignUp.as_view(), name="account_signup"),
    path("setup/<str:token>/", views.SetUp.as_view(), name="account_setup"),
    path("login/", allauth.login, name="account_login"),
    path("logout/", allauth.logout, name="account_logout"),
    path("login/inactive/", allauth.account_inactive, name="account_inactive"),
    path("verify-email/", views.verification, name="account_email_verification_sent"),
    path("verify-email/<str:token>/", views.verify, name="account_confirm_email"),
    path("password-reset/", allauth.password_reset, name="account_reset_password"),
    path("password-reset/sent/", allauth.password_reset_done, name="account_reset_password_done"),
    path(
        "password-reset/done/",
        allauth.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        RESET_KEY,
        allauth.PasswordResetFromKeyView.as_view(form_class=SetPasswordForm),
        name="account_reset_password_from_key",
    ),
    path("settings/password/", views.change_password, name="account_change_password"),
    path("settings/email/", views.change_email, name="account_email"),
    path("", include(ours)),
]
