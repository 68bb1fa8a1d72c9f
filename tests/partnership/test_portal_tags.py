"""Chips, scores and form controls as pages draw them."""

import pytest
from django import forms
from django.template import Context, Template

from partnership.templatetags.portal import chip, form_control, score


class Booking(forms.Form):
    agency = forms.ChoiceField(choices=[("", "Choose one"), ("a", "Housing")], help_text="Where you work")
    notes = forms.CharField(widget=forms.Textarea, required=False)
    password = forms.CharField(widget=forms.PasswordInput(attrs={"placeholder": "Password"}), required=False)
    agreed = forms.BooleanField(label="I have read it")
    place = forms.ChoiceField(choices=[("a", "In person"), ("b", "By video")], widget=forms.RadioSelect)


def drawn(source: str, **context: object) -> str:
    return " ".join(Template("{% load portal %}" + source).render(Context(context)).split())


def test_chip_escapes_its_words() -> None:
    assert chip("red", "8 <days> late") == ('<strong class="portal-chip portal-chip--red">8 &lt;days&gt; late</strong>')


def test_chip_of_unknown_colour() -> None:
    with pytest.raises(ValueError, match="No chip is 'teal'"):
        chip("teal", "Somewhere")


def test_score_shows_number_and_word() -> None:
    assert score(16, "very high") == (
        '<span class="portal-score portal-score--very-high"><strong>16</strong> Very high</span>'
    )


def test_score_of_unknown_word() -> None:
    with pytest.raises(ValueError, match="No risk score is 'huge'"):
        score(16, "huge")


def test_select_in_error_looks_like_a_select() -> None:
    control = form_control(Booking({})["agency"])
    assert control.split(">")[0] == (
        '<select name="agency" class="govuk-select govuk-select--error"'
        ' aria-describedby="id_agency_hint id_agency_1_error" required aria-invalid="true" id="id_agency"'
    )


def test_counted_text_area_without_hint_is_described_by_its_count() -> None:
    control = form_control(Booking()["notes"], counted=True)
    assert control.split(">")[0] == (
        '<textarea name="notes" cols="40" rows="10" class="govuk-textarea"'
        ' aria-describedby="id_notes-info" id="id_notes"'
    )


def test_password_can_be_shown_and_has_no_placeholder() -> None:
    assert form_control(Booking()["password"]) == (
        '<input type="password" name="password" class="govuk-input govuk-password-input__input'
        ' govuk-js-password-input-input" id="id_password">'
    )


def test_checkbox_in_error_keeps_its_look() -> None:
    assert form_control(Booking({})["agreed"]) == (
        '<input type="checkbox" name="agreed" class="govuk-checkboxes__input" aria-describedby="id_agreed_1_error"'
        ' required aria-invalid="true" id="id_agreed">'
    )


def test_error_summary_links_to_the_first_choice_of_a_group() -> None:
    summary = drawn('{% include "gds/layout/error_summary.html" %}', form=Booking({"agency": "a", "agreed": "on"}))
    assert summary == (
        '<div class="govuk-error-summary" data-module="govuk-error-summary"> <div role="alert">'
        ' <h2 class="govuk-error-summary__title">There is a problem</h2> <div class="govuk-error-summary__body">'
        ' <ul class="govuk-list govuk-error-summary__list">'
        ' <li><a href="#id_place_1">This field is required.</a></li> </ul> </div> </div> </div>'
    )


def test_error_summary_of_a_valid_form_is_empty() -> None:
    form = Booking({"agency": "a", "agreed": "on", "place": "a"})
    assert drawn('{% include "gds/layout/error_summary.html" %}', form=form) == ""
