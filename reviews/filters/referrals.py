"""What the list of referrals can be narrowed by."""

from partnership.registers.filters import RegisterFilter
from reviews.models import Referral


class ReferralFilter(RegisterFilter):
    class Meta(RegisterFilter.Meta):
        model = Referral
        fields = ["agency", "harm"]
