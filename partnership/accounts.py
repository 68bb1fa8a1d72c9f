"""How accounts come about and what sign-in says: the business unit invites, nobody signs up."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest

_WAIT = "There were too many tries. Wait five minutes and try again"


class InvitedOnlyAdapter(DefaultAccountAdapter):
    """Closes the sign-up page, and says in plain words what is wrong."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": "This account is closed. If you should still have it, ask the business unit",
        "email_password_mismatch": "The e-mail address or the password is not right. Check both and try again",
        "enter_current_password": "Type the password that you use now",
        "incorrect_password": "This password is not right",
        "invalid_password_reset": "This link has been used or is too old. Ask for a new one",
        "too_many_login_attempts": _WAIT,
        "rate_limited": _WAIT,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


class SecondFactorAdapter(DefaultMFAAdapter):
    """The same for codes and keys."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "This code is not right. Type the one that the app shows now",
        "cannot_delete_authenticator": "You need one way of showing that it is you. Set up another first",
    }
