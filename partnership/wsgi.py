"""WSGI entry point for gunicorn and the development server."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from partnership import embedded

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "partnership.settings")
application = get_wsgi_application()
if not settings.CELERY_BROKER_URL:
    from partnership.services.clock import tick, work  # models can be imported only now

    embedded.start(work, tick)
