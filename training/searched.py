"""What of training is found by words beside its records."""

from partnership.searching import Searched
from training.models import Booking

SEARCHED = (Searched(Booking, name="delegate_name", texts=("delegate_email",), second=("agency__name",)),)
