"""A workbook comes in through the browser: uploaded, checked by a job, confirmed, imported by a job."""

from dataclasses import asdict
from datetime import timedelta
from typing import Any, BinaryIO, cast

from django.core.files import File
from django.db import transaction
from django.utils import timezone

from partnership.exceptions import DomainError
from partnership.jobs import Beat, handles
from partnership.models import Job, User, WorkbookUpload
from partnership.selectors.jobs import is_finished
from partnership.services.jobs import enqueue_job
from partnership.services.workbook import import_workbook

CHECK = "partnership.check_workbook"
IMPORT = "partnership.import_workbook"
#: An import is one transaction, so it cannot tell how far it is; 57,000 actions take about two minutes.
LEASE = timedelta(minutes=10)
#: Errors that the page shows; the count is always whole.
PROBLEMS_SHOWN = 200
FORGOTTEN_AFTER = timedelta(days=1)


@transaction.atomic
def take_upload(*, file: File, by: User) -> WorkbookUpload:
    """Keep an uploaded workbook and have it checked; nothing of it is stored as records yet."""
    _throw_away_forgotten()
    upload = WorkbookUpload.objects.create(file=file, name=file.name or "workbook.xlsx", uploaded_by=by)
    upload.check_job = enqueue_job(name=CHECK, arguments={"upload_id": upload.pk}, by=by)
    upload.save()
    return upload


@transaction.atomic
def confirm_upload(*, upload: WorkbookUpload, by: User) -> WorkbookUpload:
    """Have a checked workbook imported. DomainError where its check has not ended well, or it was confirmed before."""
    fresh = WorkbookUpload.objects.select_for_update(of=("self",)).select_related("check_job").get(pk=upload.pk)
    if fresh.import_job_id:
        raise DomainError("This workbook is being imported already.")
    if not fresh.check_job or fresh.check_job.result.get("problem_count") != 0:
        raise DomainError("This workbook has errors. Correct the file and upload it again.")
    fresh.import_job = enqueue_job(name=IMPORT, arguments={"upload_id": fresh.pk}, by=by)
    fresh.save()
    return fresh


def _throw_away_forgotten() -> None:
    """Files that nobody came back for must not lie about: they hold what the records hold."""
    forgotten = WorkbookUpload.objects.filter(import_job=None, uploaded_at__lt=timezone.now() - FORGOTTEN_AFTER)
    for upload in forgotten.select_related("uploaded_by", "check_job"):
        if upload.check_job is None or is_finished(upload.check_job):
            throw_away_upload(upload=upload, by=upload.uploaded_by)


@transaction.atomic
def throw_away_upload(*, upload: WorkbookUpload, by: User) -> None:
    """Delete somebody's own upload and its file. DomainError while a job works with it, or if it is another's."""
    fresh = (
        WorkbookUpload.objects.select_for_update(of=("self",))
        .select_related("check_job", "import_job")
        .get(pk=upload.pk)
    )
    if fresh.uploaded_by_id != by.pk:
        raise DomainError("This file is not yours to throw away.")
    if any(job and not is_finished(job) for job in (fresh.check_job, fresh.import_job)):
        raise DomainError("The portal is still working with this file. Wait until it has finished.")
    file, check, done = fresh.file, fresh.check_job, fresh.import_job
    fresh.delete()
    _forget(check, done)
    # Only once the row is surely gone: a row without its file would be a page that fails.
    transaction.on_commit(lambda: file.delete(save=False))


@handles(CHECK, lease=LEASE)
def check_upload(*, upload_id: int, beat: Beat) -> dict[str, Any]:
    """Say what an import would change and everything that is wrong; stores nothing."""
    beat(10, "Reading the workbook")
    return _run(upload_id, check=True)


@handles(IMPORT, lease=LEASE)
def import_upload(*, upload_id: int, beat: Beat) -> dict[str, Any]:
    """Import a confirmed workbook, all or nothing, and delete the file once it is in."""
    beat(10, "Storing the records")
    result = _run(upload_id, check=False)
    if result["problem_count"] == 0:
        upload = WorkbookUpload.objects.select_related("check_job").get(pk=upload_id)
        upload.file.delete(save=True)
        _forget(upload.check_job)
        result["changes"] = []
    return result


def _forget(*jobs: Job | None) -> None:
    """What stood in the cells goes with the file: restricted text must not live on in the rows of jobs."""
    Job.objects.filter(pk__in=[job.pk for job in jobs if job]).update(result={})


def _run(upload_id: int, *, check: bool) -> dict[str, Any]:
    """The import's outcome as JSON: tallies by sheet, the first problems and changes, and the whole counts."""
    upload = WorkbookUpload.objects.select_related("uploaded_by").get(pk=upload_id)
    with upload.file.open("rb") as file:
        result = import_workbook(file=cast(BinaryIO, file), by=upload.uploaded_by, check=check)
    return {
        "created": result.created,
        "changed": result.changed,
        "unchanged": result.unchanged,
        "tallies": {sheet: asdict(tally) for sheet, tally in result.tallies.items()},
        "problem_count": len(result.problems),
        "problems": [asdict(problem) for problem in result.problems[:PROBLEMS_SHOWN]],
        "changes": [asdict(change) for change in result.changes],
    }
