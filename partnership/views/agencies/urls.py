"""Addresses of mergers."""

from django.urls import path

from partnership.views.agencies.merging import AgencyMerge

urls = [path("agencies/merge/", AgencyMerge.as_view(), name="agency-merge")]
