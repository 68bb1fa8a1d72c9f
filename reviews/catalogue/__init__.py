"""The registers of case reviews and child deaths, one module a noun."""

from reviews.catalogue.briefings import BRIEFINGS, RECEIPTS
from reviews.catalogue.child_deaths import CHILD_DEATHS, DEATH_PANELS, RECONCILIATIONS
from reviews.catalogue.editions import EDITION_REGISTERS
from reviews.catalogue.identity import CHILDREN, IDENTITY_KEYS
from reviews.catalogue.referrals import REFERRALS
from reviews.catalogue.reviews import REVIEWS

REGISTERS = (
    REFERRALS,
    REVIEWS,
    BRIEFINGS,
    RECEIPTS,
    CHILDREN,
    IDENTITY_KEYS,
    CHILD_DEATHS,
    DEATH_PANELS,
    RECONCILIATIONS,
    *EDITION_REGISTERS,
)
