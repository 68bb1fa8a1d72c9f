"""The panel and the reviewer, learning events and what runs beside a review."""

from django.urls import URLPattern

urls: list[URLPattern] = []
