"""Indicators."""

from django.db.models import TextChoices


class Unit(TextChoices):
    COUNT = "count", "Count"
    PERCENT = "percent", "Per cent"
    RATE_PER_1000 = "rate_per_1000", "Rate per 1,000"
    RATE_PER_10000 = "rate_per_10000", "Rate per 10,000"
    RATE_PER_100000 = "rate_per_100000", "Rate per 100,000"
    DAYS = "days", "Days"
    WEEKS = "weeks", "Weeks"
    MONEY = "money", "Money"
    SCORE = "score", "Score"


class Polarity(TextChoices):
    HIGHER = "higher", "Higher is better"
    LOWER = "lower", "Lower is better"
    NEUTRAL = "neutral", "Neither direction is good in itself"


class YearBasis(TextChoices):
    FINANCIAL = "financial", "Financial year (April to March)"
    REPORTING = "reporting", "Reporting year of the board"
    CALENDAR = "calendar", "Calendar year"
    ACADEMIC = "academic", "Academic year (September to August)"


class Area(TextChoices):
    LOCAL = "local", "Local"
    ENGLAND = "england", "England"
    STATISTICAL_NEIGHBOURS = "statistical_neighbours", "Statistical neighbours"
    REGION = "region", "Region"
    LONDON = "london", "London"
    SIMILAR_AREAS = "similar_areas", "Similar areas"
    OTHER_AREA = "other_area", "Other area"


class Qualifier(TextChoices):
    ABOUT = "about", "About"
    OVER = "over", "Over"
    UNDER = "under", "Under"
    AT_LEAST = "at_least", "At least"
    AT_MOST = "at_most", "At most"
