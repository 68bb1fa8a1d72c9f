"""What the public reads."""

from django.urls import URLPattern

urls: list[URLPattern] = []
