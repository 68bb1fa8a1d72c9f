"""How far background work is, for the page that waits for it."""

from django.http import HttpRequest, JsonResponse
from django.shortcuts import get_object_or_404

from partnership.models import Job
from partnership.selectors.jobs import progress_of
from partnership.views.scoped import SignedInView


class JobStatus(SignedInView):
    """Answers for the jobs that a person asked for; another's are not there."""

    def get(self, request: HttpRequest, pk: int) -> JsonResponse:
        return JsonResponse(progress_of(get_object_or_404(Job, pk=pk, asked_by=request.user)))
