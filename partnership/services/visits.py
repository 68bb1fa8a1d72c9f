"""When somebody was here, so that their home page can say what changed since."""

from datetime import datetime, timedelta

from django.db import transaction

from partnership.models import LastVisit, User

#: A visit ends when so long no home page was asked for.
BETWEEN_VISITS = timedelta(hours=4)
#: How far back the first visit looks.
FIRST_LOOK = timedelta(days=14)
#: Within a visit, the time is brought up to date this often.
_STILL_HERE = timedelta(minutes=10)


@transaction.atomic
def note_visit(*, by: User, at: datetime) -> datetime:
    """Remember that somebody is here; gives the moment after which a change is news to them."""
    visit, _ = LastVisit.objects.get_or_create(user=by, defaults={"seen_at": at})
    away = at - visit.seen_at
    if away > BETWEEN_VISITS:
        visit.before_at = visit.seen_at
    if away > _STILL_HERE:
        visit.seen_at = at
        visit.save()
    return visit.before_at or at - FIRST_LOOK
