"""Referring a case, and what the agency is told."""

from django.urls import URLPattern

urls: list[URLPattern] = []
