"""Addresses of accounts and roles."""

from django.urls import path

from partnership.views.users.checks import GrantCheck, GrantConfirm
from partnership.views.users.detail import UserDetail, UserInviteAgain, UserReturn, UserStartAnew
from partnership.views.users.leaving import UserLeave
from partnership.views.users.lists import GrantList, UserList
from partnership.views.users.roles import GrantChange, GrantEnd, GrantGive, GrantName, UserChange, UserInvite

urls = [
    path("users/", UserList.as_view(), name="user-list"),
    path("users/new/", UserInvite.as_view(), name="user-invite"),
    path("users/roles/", GrantList.as_view(), name="grant-list"),
    path("users/roles/check/", GrantCheck.as_view(), name="grant-check"),
    path("users/roles/<int:pk>/confirm/", GrantConfirm.as_view(), name="grant-confirm"),
    path("users/roles/<int:pk>/end/", GrantEnd.as_view(), name="grant-end"),
    path("users/roles/<int:pk>/change/", GrantChange.as_view(), name="grant-change"),
    path("users/<int:pk>/", UserDetail.as_view(), name="user-detail"),
    path("users/<int:pk>/change/", UserChange.as_view(), name="user-change"),
    path("users/<int:pk>/invite/", UserInviteAgain.as_view(), name="user-invite-again"),
    path("users/<int:pk>/roles/new/", GrantGive.as_view(), name="grant-give"),
    path("users/<int:pk>/records/new/", GrantName.as_view(), name="grant-name"),
    path("users/<int:pk>/leave/", UserLeave.as_view(), name="user-leave"),
    path("users/<int:pk>/sign-in-anew/", UserStartAnew.as_view(), name="user-start-anew"),
    path("users/<int:pk>/return/", UserReturn.as_view(), name="user-return"),
]
