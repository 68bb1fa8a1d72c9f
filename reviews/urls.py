"""The addresses of reviews."""

from partnership.registers.views import register_urls

app_name = "reviews"

urlpatterns = [*register_urls("reviews")]
