"""Addresses of what people can see, and why."""

from django.urls import path

from partnership.views.access.pages import PermissionMatrix, UserAccess

urls = [
    path("users/<int:pk>/access/", UserAccess.as_view(), name="user-access"),
    path("permissions/", PermissionMatrix.as_view(), name="permissions"),
]
