"""Small pieces of the portal's look that every page uses: chips, risk scores, form controls."""

from typing import Any

from django import forms, template
from django.forms.boundfield import BoundField
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import slugify

from partnership.kept_mark import kept_for

register = template.Library()

CHIP_COLOURS = frozenset({"red", "amber", "green", "blue", "grey", "purple"})
SCORE_WORDS = frozenset({"very high", "high", "medium", "low"})

# In this order: a Textarea and a FileInput are their own kind, whatever else they inherit from.
_CONTROL_CLASSES: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.CheckboxInput, "govuk-checkboxes__input"),
    (forms.Select, "govuk-select"),
    (forms.Textarea, "govuk-textarea"),
    (forms.FileInput, "govuk-file-upload"),
    (forms.Widget, "govuk-input"),
)


@register.simple_tag
def chip(colour: str, words: str) -> SafeString:
    """Return a tag: the words, with the shape and colours that belong to them. It is never a button.

    Raises ValueError for a colour that the portal does not know, since its meaning would be a guess.
    """
    if colour not in CHIP_COLOURS:
        raise ValueError(f"No chip is {colour!r}")
    return format_html('<strong class="portal-chip portal-chip--{}">{}</strong>', colour, words)


@register.simple_tag(takes_context=True, name="kept_for")
def kept_for_reader(context: Any) -> str:
    """Whose text a form carries, should the session lapse before it is sent (services/kept_texts.py)."""
    return kept_for(context["request"].user)


@register.simple_tag
def score(number: int, word: str) -> SafeString:
    """Return a risk score: its number (1 to 25) and its word, on the word's ground."""
    if word not in SCORE_WORDS:
        raise ValueError(f"No risk score is {word!r}")
    return format_html(
        '<span class="portal-score portal-score--{}"><strong>{}</strong> {}</span>',
        slugify(word),
        number,
        word.capitalize(),
    )


@register.simple_tag
def form_control(field: BoundField, counted: bool = False) -> SafeString:
    """Return a field's control with the class of its kind, in error too, and described by its hint and its errors.

    `counted` says that a line below counts the characters. Stands in for `crispy_gds_field`, which stops at a counted
    text area without a hint and gives a select in error the look of an input. Placeholders are left out.
    """
    widget = field.field.widget
    control = next(name for kind, name in _CONTROL_CLASSES if isinstance(widget, kind))
    classes = [control, widget.attrs.get("class", "")]
    if field.widget_type == "password":
        classes.append("govuk-password-input__input govuk-js-password-input-input")
    if field.errors and control != "govuk-checkboxes__input":
        classes.append(f"{control}--error")
    described_by = [f"{field.auto_id}_hint"] if field.help_text else []
    described_by += [f"{field.auto_id}_{number}_error" for number in range(1, len(field.errors) + 1)]
    if counted:
        described_by.append(f"{field.id_for_label}-info")
    attributes = {
        "class": " ".join(name for name in classes if name),
        "aria-describedby": " ".join(described_by) or False,
        "placeholder": False,
    }
    return field.as_widget(attrs=attributes)
