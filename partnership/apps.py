"""App configuration: finds what every app plugs in."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class PartnershipConfig(AppConfig):
    name = "partnership"
    verbose_name = "Partnership"

    def ready(self) -> None:
        # Each app's registrations.py fills the registries; the ground floor never lists its tenants.
        autodiscover_modules("registrations", "tasks", "checks")
