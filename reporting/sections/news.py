"""The newsletter's items of news."""

from reporting.newsletter import NewsletterSection


class News(NewsletterSection):
    key = "news"
    title = "News"
    order = 50
