"""Screening, notifying, considering a case against the criteria, and the rules by edition."""

from django.urls import URLPattern

urls: list[URLPattern] = []
