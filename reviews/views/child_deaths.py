"""The child death panel: its dates, its tables, and lists of registered deaths."""

from django.urls import URLPattern

urls: list[URLPattern] = []
