"""From a recommendation to proven change."""

from django.urls import URLPattern

urls: list[URLPattern] = []
