"""The project and its ground floor: bodies, meetings, actions, plan, registers, money, performance."""

from partnership.celery import app as celery_app

__all__ = ["celery_app"]
