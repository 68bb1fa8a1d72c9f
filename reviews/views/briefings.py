"""Seven-minute briefings and what agencies did with them."""

from django.urls import URLPattern

urls: list[URLPattern] = []
