"""The registers of case reviews and child deaths, one module a noun."""

from reviews.catalogue.child_deaths import CHILD_DEATHS
from reviews.catalogue.reviews import REVIEWS

REGISTERS = (REVIEWS, CHILD_DEATHS)
