"""Publishing a review and withdrawing it."""

from django.urls import URLPattern

urls: list[URLPattern] = []
