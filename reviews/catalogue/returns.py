"""Where the returns of agencies stand in the menu."""

from partnership.registry import Entry
from reviews.models import AgencyReturn

RETURN_ENTRIES = tuple(
    Entry(place, "Returns for case reviews", "reviews:return-list", "agency_return", about=about, model=AgencyReturn)
    for place, about in (
        ("returns", "Chronologies and reports that your agency is asked for, and that name you."),
        ("reviews", "Chronologies and reports that agencies are asked for, in the reviews that you are named on."),
    )
)
