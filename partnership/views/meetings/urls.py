"""The addresses of meetings, beside those that every register has."""

from django.urls import path

from partnership.views.meetings.agenda import Agenda, AgendaBuild, ItemChange, ItemMove, ItemPutBack, ItemRemove
from partnership.views.meetings.attendance import AttendanceGrid
from partnership.views.meetings.closing import CarryForward, MeetingArchive, MeetingClose
from partnership.views.meetings.lists import DecisionDetail, DecisionList, MeetingList
from partnership.views.meetings.minutes import MinutesAgree, MinutesLock, MinutesReopen, MinuteWrite
from partnership.views.meetings.raising import RaiseIn
from partnership.views.meetings.series import MeetingSeries
from partnership.views.meetings.standing import StandingItems

urls = [
    path("meetings/", MeetingList.as_view(), name="meeting-list"),
    path("meetings/series/", MeetingSeries.as_view(), name="meeting-series"),
    path("meetings/<int:pk>/agenda/", Agenda.as_view(), name="meeting-agenda"),
    path("meetings/<int:pk>/agenda/build/", AgendaBuild.as_view(), name="meeting-agenda-build"),
    path("meetings/<int:pk>/attendance/", AttendanceGrid.as_view(), name="meeting-attendance"),
    path("meetings/<int:pk>/close/", MeetingClose.as_view(), name="meeting-close"),
    path("meetings/<int:pk>/archive/", MeetingArchive.as_view(), name="meeting-archive"),
    path("meetings/<int:pk>/carry-forward/", CarryForward.as_view(), name="meeting-carry"),
    path("meetings/<int:pk>/minutes/agree/", MinutesAgree.as_view(), name="meeting-minutes-agree"),
    path("meetings/<int:pk>/minutes/lock/", MinutesLock.as_view(), name="meeting-minutes-lock"),
    path("meetings/<int:pk>/minutes/draft/", MinutesReopen.as_view(), name="meeting-minutes-reopen"),
    path("agenda-items/<int:pk>/", MinuteWrite.as_view(), name="minute"),
    path("agenda-items/<int:pk>/raise/<slug:kind>/", RaiseIn.as_view(), name="item-raise"),
    path("agenda-items/<int:pk>/change/", ItemChange.as_view(), name="item-change"),
    path("agenda-items/<int:pk>/move/", ItemMove.as_view(), name="item-move"),
    path("agenda-items/<int:pk>/remove/", ItemRemove.as_view(), name="item-remove"),
    path("agenda-items/<int:pk>/put-back/", ItemPutBack.as_view(), name="item-put-back"),
    path("groups/<int:pk>/agenda-template/", StandingItems.as_view(), name="standing-items"),
    path("decisions/", DecisionList.as_view(), name="decision-list"),
    path("decisions/<int:pk>/", DecisionDetail.as_view(), name="decision-detail"),
]
