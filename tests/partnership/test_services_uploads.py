"""Uploads: checked, confirmed, imported, thrown away; by their uploader alone."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from partnership.exceptions import DomainError
from partnership.models import Board, Job, JobState, User, WorkbookUpload
from partnership.selectors.uploads import Step, outcome_of, step_of, uploads_of
from partnership.services.jobs import drain_jobs
from partnership.services.uploads import FORGOTTEN_AFTER, confirm_upload, take_upload, throw_away_upload
from tests.clients import user_with
from tests.factories.partnership import BoardFactory
from tests.partnership.workbooks import workbook

pytestmark = pytest.mark.django_db
HEADINGS = ["code", "name", "kind", "area", "year_start_month"]
SOUND = ["NSCP", "Northvale Safeguarding Children Partnership", "lscp", "Northvale", 4]
WRONG = ["NSAB", "Northvale Safeguarding Adults Board", "nonsense", "Northvale", 4]


@pytest.fixture
def manager() -> User:
    return user_with("BM")


def uploaded(by: User, *rows: list[Any]) -> WorkbookUpload:
    content = workbook({"boards": [HEADINGS, *rows]}).getvalue()
    return take_upload(file=ContentFile(content, name="boards.xlsx"), by=by)


def checked(by: User, *rows: list[Any]) -> WorkbookUpload:
    upload = uploaded(by, *rows)
    drain_jobs()
    return uploads_of(by).get(pk=upload.pk)


def test_check_says_what_would_change_and_stores_nothing(manager: User) -> None:
    BoardFactory(code="NSAB", name="Old name", kind="sab", area="Northvale")
    upload = checked(manager, SOUND, ["NSAB", "New name", "sab", "Northvale", 4])
    outcome = outcome_of(upload.check_job)
    assert (outcome.created, outcome.changed, outcome.unchanged, outcome.is_sound) == (1, 1, 0, True)
    change = {"sheet": "boards", "row": 3, "key": "NSAB", "column": "name", "old": "Old name", "new": "New name"}
    assert outcome.changes == [("boards", [change])]
    assert list(Board.objects.values_list("name", flat=True)) == ["Old name"]


def test_code_that_is_in_use_here_is_pointed_out_before_its_body_is_renamed(manager: User) -> None:
    BoardFactory(code="NSAB", name="Northvale Safeguarding Adults Board", kind="sab", area="Northvale")
    upload = checked(manager, SOUND, ["nsab", "North Shire Advisory Board", "sab", "North Shire", 4])
    renamed = outcome_of(upload.check_job).renamed
    assert [(change["key"], change["old"], change["new"]) for change in renamed] == [
        ("nsab", "Northvale Safeguarding Adults Board", "North Shire Advisory Board")
    ]


def test_confirmed_workbook_is_imported_and_its_file_deleted(manager: User) -> None:
    upload = checked(manager, SOUND)
    path = upload.file.path
    confirm_upload(upload=upload, by=manager)
    drain_jobs()
    upload = uploads_of(manager).get()
    assert (step_of(upload), upload.file.name) == (Step.DONE, "")
    assert not upload.file.storage.exists(path)
    assert Board.objects.get().code == "NSCP"


def test_words_of_an_imported_workbook_do_not_live_on_in_its_jobs(manager: User) -> None:
    BoardFactory(code="NSCP", name="Canary before", kind="lscp", area="Northvale")
    upload = checked(manager, ["NSCP", "Canary after", "lscp", "Northvale", 4])
    assert "Canary before" in str(upload.check_job.result)
    confirm_upload(upload=upload, by=manager)
    drain_jobs()
    assert "Canary" not in str(list(Job.objects.values_list("result", "arguments")))


def test_confirm_before_the_check_is_refused(manager: User) -> None:
    with pytest.raises(DomainError, match="has errors"):
        confirm_upload(upload=uploaded(manager, SOUND), by=manager)


def test_confirm_of_a_wrong_workbook_is_refused(manager: User) -> None:
    upload = checked(manager, SOUND, WRONG)
    with pytest.raises(DomainError, match="has errors"):
        confirm_upload(upload=upload, by=manager)
    assert (Job.objects.count(), Board.objects.count()) == (1, 0)


def test_confirm_twice_imports_once(manager: User) -> None:
    upload = checked(manager, SOUND)
    confirm_upload(upload=upload, by=manager)
    with pytest.raises(DomainError, match="already"):
        confirm_upload(upload=upload, by=manager)
    assert Job.objects.count() == 2


def test_errors_that_came_up_after_the_check_are_told_and_the_file_kept(manager: User) -> None:
    upload = checked(manager, SOUND)
    with upload.file.open("wb") as file:
        file.write(workbook({"boards": [HEADINGS, WRONG]}).getvalue())
    confirm_upload(upload=upload, by=manager)
    drain_jobs()
    upload = uploads_of(manager).get()
    assert (step_of(upload), outcome_of(upload.import_job).problem_count) == (Step.CHECKED, 1)
    assert upload.file.storage.exists(upload.file.name)


def test_file_that_nobody_came_back_for_goes_with_the_next_upload(manager: User) -> None:
    forgotten, kept = checked(manager, SOUND), checked(manager, SOUND)
    a_day_ago = timezone.now() - FORGOTTEN_AFTER - timedelta(minutes=1)
    WorkbookUpload.objects.filter(pk=forgotten.pk).update(uploaded_at=a_day_ago)
    with transaction.atomic():
        newest = uploaded(user_with("BM"), SOUND)
    assert set(WorkbookUpload.objects.values_list("pk", flat=True)) == {kept.pk, newest.pk}


def test_two_hundred_errors_are_kept_and_all_are_counted(manager: User) -> None:
    upload = checked(manager, *[[f"B{number}", "Name", "nonsense", "Northvale", 4] for number in range(203)])
    outcome = outcome_of(upload.check_job)
    assert (outcome.problem_count, len(outcome.problems)) == (203, 200)


def test_only_sheets_in_which_something_changes_are_listed(manager: User) -> None:
    BoardFactory(code="NSCP", name=SOUND[1], kind="lscp", area="Northvale")
    outcome = outcome_of(checked(manager, SOUND).check_job)
    assert (outcome.sheets, outcome.sheets_left_alone, outcome.rows_to_import) == ([], 1, 0)


def test_thrown_away_upload_takes_its_file_along(manager: User, django_capture_on_commit_callbacks: Any) -> None:
    upload = checked(manager, SOUND)
    path = upload.file.path
    with django_capture_on_commit_callbacks(execute=True):
        throw_away_upload(upload=upload, by=manager)
    assert not upload.file.storage.exists(path)
    assert (WorkbookUpload.objects.count(), Job.objects.get().result) == (0, {})


def test_upload_that_a_job_works_with_is_not_thrown_away(manager: User) -> None:
    with pytest.raises(DomainError, match="still working"):
        throw_away_upload(upload=uploaded(manager, SOUND), by=manager)


def test_upload_of_another_is_not_thrown_away(manager: User) -> None:
    with pytest.raises(DomainError, match="not yours"):
        throw_away_upload(upload=checked(manager, SOUND), by=user_with("BM"))


def test_uploads_of_a_person_are_theirs_alone(manager: User) -> None:
    mine, other = uploaded(manager, SOUND), user_with("BM")
    uploaded(other, SOUND)
    assert list(uploads_of(manager)) == [mine]


def test_check_that_fails_has_its_own_step(manager: User) -> None:
    upload = uploaded(manager, SOUND)
    Job.objects.update(state=JobState.FAILED, error="The disk is full.")
    assert step_of(uploads_of(manager).get(pk=upload.pk)) == Step.FAILED
    assert outcome_of(Job.objects.get()) is None
