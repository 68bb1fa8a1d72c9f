"""On whose behalf a request is answered."""

from typing import Any

from partnership.principals import Principal, principal_of


def principal_for(request: Any) -> Principal:
    """The principal of a request, read once a request: page, menu, filters and counts then agree."""
    if not hasattr(request, "principal"):
        request.principal = principal_of(request.user)
    return request.principal
