"""Numbers and moments as people read them."""

from datetime import datetime
from pathlib import PurePath

from django import template
from django.utils import timezone

from partnership.disclosure import ReleasedCount
from partnership.formats import MISSING, date_words, number_words

register = template.Library()

_FILE_KINDS = {
    ".pdf": "PDF",
    ".docx": "Word",
    ".xlsx": "Excel",
    ".pptx": "PowerPoint",
    ".png": "Picture",
    ".jpg": "Picture",
    ".jpeg": "Picture",
    ".csv": "CSV",
    ".txt": "Text",
}


@register.filter
def thousands(number: int) -> str:
    """1,326"""
    return number_words(number)


@register.filter
def moment(at: datetime) -> str:
    """9 June 2026, 4:51pm"""
    local = timezone.localtime(at)
    return f"{date_words(local.date())}, {local:%-I:%M}{local:%p}".replace("AM", "am").replace("PM", "pm")


@register.filter
def counted(number: int, words: str) -> str:
    """ "1 row" or "1,326 rows", for `words` such as "row,rows"."""
    one, many = words.split(",")
    return f"{number_words(number)} {one if number == 1 else many}"


@register.filter
def day(at: datetime) -> str:
    """9 June 2026, the day of a moment in Britain."""
    return date_words(timezone.localtime(at).date())


@register.filter
def file_kind(name: str) -> str:
    """What a file is to the people who open it, by its name: Word, PDF, Picture."""
    return _FILE_KINDS[PurePath(name).suffix.lower()]


@register.filter
def clock(at: datetime) -> str:
    """4:51pm, in Britain."""
    return timezone.localtime(at).strftime("%-I:%M%p").lower()


@register.simple_tag
def released(count: ReleasedCount | None) -> str:
    """A count as it may be shown: `1,326`, `about 15` where it is rounded, `c` where it is hidden, a dash for none."""
    if count is None or count.value is None:
        return count.mark or MISSING if count else MISSING
    return f"about {number_words(count.value)}" if count.rounded else number_words(count.value)
