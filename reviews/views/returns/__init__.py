"""What agencies are asked for in a review, and what they answer."""

from reviews.views.returns.routes import urls

__all__ = ["urls"]
