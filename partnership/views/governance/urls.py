"""Addresses of the governance tree and of who sits where."""

from django.urls import path

from partnership.views.governance.seats import SeatHolder, TenureChange
from partnership.views.governance.tree import GovernanceTree

urls = [
    path("governance/", GovernanceTree.as_view(), name="governance"),
    path("seats/<int:pk>/holder/", SeatHolder.as_view(), name="seat-holder"),
    path("tenures/<int:pk>/change/", TenureChange.as_view(), name="tenure-change"),
]
