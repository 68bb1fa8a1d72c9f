"""How long reviews took."""

from django.urls import URLPattern

urls: list[URLPattern] = []
