"""Addresses of who has access to a record."""

from django.urls import path

from partnership.views.record_access.classes import RecordClass
from partnership.views.record_access.conflicts import ConflictAdd, ConflictDeclare, ConflictEnd
from partnership.views.record_access.emergency import EmergencyOpen
from partnership.views.record_access.naming import RecordLonger, RecordName, RecordNameYourself, RecordTakeOff
from partnership.views.record_access.pages import RecordAccess
from partnership.views.record_access.requests import ClassAnswer, NamingAnswer

urls = [
    path("records/<int:pk>/access/", RecordAccess.as_view(), name="record-access"),
    path("records/<int:pk>/access/name/", RecordName.as_view(), name="record-name"),
    path("records/<int:pk>/access/name-yourself/", RecordNameYourself.as_view(), name="record-name-yourself"),
    path("records/<int:pk>/access/<int:grant>/take-off/", RecordTakeOff.as_view(), name="record-take-off"),
    path("records/<int:pk>/access/<int:grant>/longer/", RecordLonger.as_view(), name="record-name-longer"),
    path("records/<int:pk>/access/class/", RecordClass.as_view(), name="record-class"),
    path("records/<int:pk>/access/conflict/", ConflictAdd.as_view(), name="record-conflict-add"),
    path("records/<int:pk>/conflict/", ConflictDeclare.as_view(), name="conflict-declare"),
    path("conflicts/<int:pk>/end/", ConflictEnd.as_view(), name="conflict-end"),
    path("naming-requests/<int:pk>/", NamingAnswer.as_view(), name="naming-request"),
    path("class-changes/<int:pk>/", ClassAnswer.as_view(), name="class-change"),
    path("emergency/", EmergencyOpen.as_view(), name="emergency-open"),
]
