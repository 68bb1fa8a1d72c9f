"""What the public reads of a released report stands in its copy: taken from the review, of which it was read until now.

A copy whose text is not the signed one was not public and gets no mark, so that it is not afterwards either. The file
keeps the name under which it was stored.
"""

import json
from hashlib import sha256

from django.db import migrations

from reviews.enums import ReviewKind


def fill(apps, schema_editor):
    copies = apps.get_model("reviews", "PublishedCopy").objects
    for copy in copies.filter(words_hash="").select_related("review").order_by("pk"):
        if sha256(copy.text.encode()).hexdigest() != copy.text_hash:
            continue
        review = copy.review
        boards = list(review.boards.order_by("code_key").values_list("name", flat=True))
        words = [copy.title, review.review_kind, review.themes, boards, copy.summary, copy.text]
        stored = (copy.public_id, copy.title, ReviewKind(review.review_kind), tuple(review.themes), copy.publish_at)
        file = sha256(repr((*stored, copy.summary, copy.text)).encode()).hexdigest()
        copies.filter(pk=copy.pk).update(
            kind=review.review_kind,
            themes=review.themes,
            board_names=boards,
            words_hash=sha256(json.dumps(words, ensure_ascii=False).encode()).hexdigest(),
            pdf_name=f"published/{file}.pdf",
        )
    reviews = apps.get_model("reviews", "Review").objects
    for copy in copies.filter(withdrawn_at=None, archived_at=None).order_by("pk"):
        reviews.filter(pk=copy.review_id).update(published_until=copy.withdraw_on)


class Migration(migrations.Migration):
    dependencies = [("reviews", "0005_what_was_released")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
