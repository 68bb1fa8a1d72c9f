"""Pausing a review and correcting its clocks."""

from django.urls import URLPattern

urls: list[URLPattern] = []
