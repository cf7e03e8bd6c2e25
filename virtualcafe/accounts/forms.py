from allauth.account.forms import ChangePasswordForm, LoginForm, ResetPasswordForm, SignupForm

__all__ = ["ChangePasswordForm", "LoginForm", "ResetPasswordForm", "SignupForm"]
