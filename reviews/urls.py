"""The addresses of reviews and child deaths."""

from partnership.registers.views import register_urls
from reviews.views import (
    briefings,
    child_deaths,
    chronology,
    clocks,
    decisions,
    identity,
    learning,
    panel,
    publication,
    published,
    referrals,
    returns,
    reviews,
    texts,
    themes,
    timeliness,
)

app_name = "reviews"

urlpatterns = [
    # Before the addresses that every register has.
    *reviews.urls,
    *referrals.urls,
    *decisions.urls,
    *clocks.urls,
    *timeliness.urls,
    *panel.urls,
    *returns.urls,
    *chronology.urls,
    *texts.urls,
    *publication.urls,
    *published.urls,
    *identity.urls,
    *learning.urls,
    *themes.urls,
    *briefings.urls,
    *child_deaths.urls,
    *register_urls("reviews"),
]
