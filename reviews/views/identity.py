"""Who the child is."""

from django.urls import URLPattern

urls: list[URLPattern] = []
