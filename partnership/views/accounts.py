"""What the portal does otherwise than the sign-in library."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from partnership.views.scoped import SignedInView


class AddressIsFixed(SignedInView):
    """Stands where the library lets people add addresses of their own.

    An address is the business unit's to change: whoever reads its mail can ask for a new password.
    """

    def get(self, request: HttpRequest) -> HttpResponse:
        return redirect("mfa_index")
