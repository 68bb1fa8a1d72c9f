"""The addresses of the pages about one indicator."""

from django.urls import path

from partnership.views.indicators.values import ValueGrid

urls = [path("indicators/<int:pk>/values/", ValueGrid.as_view(), name="indicator-values")]
