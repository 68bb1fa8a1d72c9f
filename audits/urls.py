"""The addresses of audits."""

from partnership.registers.views import register_urls

app_name = "audits"

urlpatterns = [*register_urls("audits")]
