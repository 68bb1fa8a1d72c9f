"""The addresses of returns."""

from django.urls import URLPattern, path

from reviews.views.returns import agency, asking, entries, lists, pages, tables, unit

_RETURN = "review-returns/<int:pk>"
_ENTRY = "review-return-entries/<int:pk>"

urls: list[URLPattern] = [
    path("case-reviews/<int:pk>/returns/new/", asking.ReturnCreate.as_view(), name="return-create"),
    path("review-returns/", lists.ReturnList.as_view(), name="return-list"),
    path(f"{_RETURN}/", pages.ReturnDetail.as_view(), name="return-detail"),
    path(f"{_RETURN}/write/", pages.ReturnWrite.as_view(), name="return-write"),
    path(f"{_RETURN}/change/", unit.ReturnChange.as_view(), name="return-change"),
    path(f"{_RETURN}/remind/", unit.ReturnRemind.as_view(), name="return-remind"),
    path(f"{_RETURN}/take-back/", unit.ReturnTakeBack.as_view(), name="return-take-back"),
    path(f"{_RETURN}/date/", unit.ReturnDateAnswer.as_view(), name="return-date-answer"),
    path(f"{_RETURN}/send-back/", unit.ReturnSendBack.as_view(), name="return-send-back"),
    path(f"{_RETURN}/lock/", unit.ReturnLock.as_view(), name="return-lock"),
    path(f"{_RETURN}/conflict/", agency.ReturnConflict.as_view(), name="return-conflict"),
    path(f"{_RETURN}/new-date/", agency.ReturnNewDate.as_view(), name="return-new-date"),
    path(f"{_RETURN}/send/", agency.ReturnSend.as_view(), name="return-send"),
    path(f"{_RETURN}/entries/new/", entries.EntryCreate.as_view(), name="return-entry-create"),
    path(f"{_RETURN}/entries/paste/", tables.EntryPaste.as_view(), name="return-entry-paste"),
    path(f"{_RETURN}/entries/upload/", tables.EntryUpload.as_view(), name="return-entry-upload"),
    path(f"{_RETURN}/template/", tables.EntryTemplate.as_view(), name="return-template"),
    path(f"{_ENTRY}/", entries.EntryChange.as_view(), name="return-entry-change"),
    path(f"{_ENTRY}/remove/", entries.EntryRemove.as_view(), name="return-entry-remove"),
    path("review-return-answers/<int:pk>/", entries.AnswerChange.as_view(), name="return-answer-change"),
]
