"""Drafts, comments and signatures."""

from django.urls import URLPattern

urls: list[URLPattern] = []
