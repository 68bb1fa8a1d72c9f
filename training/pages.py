"""The special pages of training."""

from partnership.registers.page import DetailPage


class BookingPage(DetailPage):
    """A booking is personal data: each reading is written down in the log of its event."""

    logged = True
