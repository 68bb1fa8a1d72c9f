"""What was found before."""

from django.urls import URLPattern

urls: list[URLPattern] = []
