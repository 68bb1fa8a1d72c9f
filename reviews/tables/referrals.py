"""The list of referrals: of each its reference, its days and its state."""

from partnership.registers.tables import Date, Marked, Name, RegisterTable
from reviews.marks.referrals import referral_mark


class ReferralTable(RegisterTable):
    reference = Name("review__reference", "Referral")
    sent = Date("review__referred_on", "Sent", neutral=True)
    state = Marked("answered_on", "Where it stands", referral_mark)
    answered = Date("answered_on", "Answered", neutral=True)

    class Meta:
        order_by = "-sent"
