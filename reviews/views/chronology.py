"""Chronologies, and all of them together."""

from django.urls import URLPattern

urls: list[URLPattern] = []
