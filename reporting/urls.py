"""The addresses of reporting."""

from django.urls import path

from partnership.registers.views import register_urls
from reporting.views import briefings, documents, review_documents
from reporting.views.reports import ReportDetail, ReportList, ReportMake, ReportPdf, ReportPreview, ReportProgress

app_name = "reporting"

urlpatterns = [
    path("reports/", ReportList.as_view(), name="report-list"),
    path("reports/new/", ReportMake.as_view(), name="report-make"),
    path("reports/<int:pk>/", ReportDetail.as_view(), name="report-detail"),
    path("reports/<int:pk>/progress/", ReportProgress.as_view(), name="report-progress"),
    path("reports/<int:pk>/pdf/", ReportPdf.as_view(), name="report-pdf"),
    path("reports/<int:pk>/preview/", ReportPreview.as_view(), name="report-preview"),
    path("reports/<int:pk>/preview/<slug:key>/", ReportPreview.as_view(), name="report-section"),
    *briefings.urls,
    *documents.urls,
    *review_documents.urls,
    *register_urls("reporting"),
]
