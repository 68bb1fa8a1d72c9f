"""Whom readers of the newsletter can turn to."""

from reporting.newsletter import NewsletterSection


class Contacts(NewsletterSection):
    key = "contacts"
    title = "Contact us"
    order = 60
