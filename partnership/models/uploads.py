"""Workbooks on their way in: uploaded, checked, confirmed."""

from django.db import models

from partnership.models.jobs import Job


class WorkbookUpload(models.Model):
    """A workbook that somebody uploaded. Only that person sees it; the file goes once it is imported or thrown away."""

    file = models.FileField(upload_to="workbooks/")
    name = models.CharField(max_length=300)
    uploaded_by = models.ForeignKey("partnership.User", on_delete=models.PROTECT, related_name="uploads")
    uploaded_at = models.DateTimeField(auto_now_add=True)
    check_job = models.OneToOneField(Job, on_delete=models.PROTECT, null=True, related_name="checked_upload")
    import_job = models.OneToOneField(Job, on_delete=models.PROTECT, null=True, related_name="imported_upload")

    class Meta:
        ordering = ["-uploaded_at", "-id"]

    def __str__(self) -> str:
        return self.name
