"""Forms that somebody goes on with after their session had lapsed: the address says which kept text stands in them."""

from django.http import QueryDict

from partnership.models import KeptText
from partnership.row_keys import is_row_key
from partnership.services.kept_texts import forget_kept
from partnership.views.scoped import SignedInView


class TakesKeptText(SignedInView):
    """Shows one's own kept text in the form again (`?kept=12`), and forgets it once it is saved."""

    def kept(self) -> KeptText | None:
        """What the person had typed on this page when their session lapsed."""
        asked = self.request.GET.get("kept", "")
        found = KeptText.objects.filter(pk=asked, user=self.user).first() if is_row_key(asked) else None
        return found if found and found.address.partition("?")[0] == self.request.path else None

    def kept_data(self) -> QueryDict | None:
        """The same as a browser would send it."""
        if (kept := self.kept()) is None:
            return None
        data = QueryDict(mutable=True)
        for name, values in kept.fields.items():
            data.setlist(name, values)
        return data

    def forget_kept(self) -> None:
        forget_kept(path=self.request.path, by=self.user)
