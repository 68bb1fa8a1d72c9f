"""What agencies are asked for in a review."""

from django.urls import URLPattern

urls: list[URLPattern] = []
