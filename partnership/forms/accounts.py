"""The forms of sign-in, in the portal's words."""

from typing import Any, ClassVar

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django.core.validators import EmailValidator
from django.forms import Form

NOT_AN_EMAIL = "An e-mail address looks like name@example.org"
# Label, hint, and what is said where nothing is typed.
EMAIL = ("E-mail address", "", "Type your e-mail address")
SECRET = ("Password", "", "Type your password")
CODE = ("Code", "", "Type the 6 digits that your app shows")
NEW_SECRET = {
    "password1": (
        "New password",
        "At least 12 characters. Three words that do not belong together are easy to keep in mind.",
        "Type a new password",
    ),
    "password2": ("New password, once more", "", "Type the new password once more"),
}


class Worded(Form):
    """Gives a form of the sign-in library our labels, hints and messages: field to (label, hint, what is missing)."""

    words: ClassVar[dict[str, tuple[str, str, str]]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, (label, hint, missing) in self.words.items():
            field = self.fields[name]
            field.label, field.help_text = label, hint
            field.error_messages["required"] = missing
            for validator in field.validators:
                if isinstance(validator, EmailValidator):
                    validator.message = NOT_AN_EMAIL


class SignInForm(Worded, account.LoginForm):
    words = {"login": EMAIL, "password": SECRET}


class AskForLinkForm(Worded, account.ResetPasswordForm):
    words = {"email": EMAIL}


class NewPasswordForm(Worded, account.ResetPasswordKeyForm):
    words = NEW_SECRET


class ChangePasswordForm(Worded, account.ChangePasswordForm):
    words = {"oldpassword": ("The password that you use now", "", "Type the password that you use now"), **NEW_SECRET}


class PasswordAgainForm(Worded, account.ReauthenticateForm):
    words = {"password": SECRET}


class CodeForm(Worded, mfa.AuthenticateForm):
    words = {"code": CODE}


class CodeAgainForm(Worded, mfa.ReauthenticateForm):
    words = {"code": CODE}


class SetUpAppForm(Worded, ActivateTOTPForm):
    words = {"code": ("The code that the app shows", "", "Type the 6 digits that your app shows")}


class AddKeyForm(Worded, AddWebAuthnForm):
    words = {"name": ("A name for this key", "So that you can tell your keys apart", "")}


class RenameKeyForm(Worded, EditWebAuthnForm):
    words = {"name": ("A name for this key", "", "Type a name")}
