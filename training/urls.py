"""The addresses of training."""

from partnership.registers.views import register_urls

app_name = "training"

urlpatterns = [*register_urls("training")]
