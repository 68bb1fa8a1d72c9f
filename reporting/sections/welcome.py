"""The newsletter's words of welcome."""

from reporting.newsletter import NewsletterSection


class Welcome(NewsletterSection):
    key = "welcome"
    title = "Welcome"
    order = 10
