"""Whether a recommendation has made a difference, as a person types it."""

from typing import Any

from django import forms
from django.utils import timezone

from partnership.forms.identifying import WarnsOfNames
from partnership.forms.work import WordedForm, keep_no_draft
from partnership.models import ImpactTest, Recommendation
from partnership.registers.forms import NamedField, RegisterForm
from partnership.registers.rows import neutral_name


class RecommendationField(NamedField):
    """Recommendations by what they come from and their number."""

    def label_from_instance(self, row: Any) -> str:
        return f"{neutral_name(row.plan.record)}, {row}"


class ImpactTestForm(WarnsOfNames, WordedForm):
    """When somebody looked, how, what they found, and when to look again."""

    missing = {
        "recommendation": "Choose the recommendation",
        "how": "Say how you looked",
        "found": "Say what you found",
        "proven": "Choose whether the change is proven",
    }

    recommendation = RecommendationField(
        label="Recommendation",
        queryset=Recommendation.objects.select_related("plan__record").order_by("plan__record__reference", "number"),
    )

    class Meta(RegisterForm.Meta):
        model = ImpactTest
        fields = ["recommendation", "tested_on", "how", "found", "proven", "again_on"]
        labels = {
            "how": "How did you look?",
            "found": "What did you find?",
            "proven": "Is the change proven?",
        }
        help_texts = {
            "how": "Such as: 20 case files, or what eight families told us",
            "found": "What is different for children and families, and how you know. Name no child",
        }
        widgets = {"proven": forms.RadioSelect}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        proven: Any = self.fields.get("proven")
        if proven:
            proven.choices = [choice for choice in proven.choices if choice[0]]
        choice: Any = self.fields.get("recommendation")
        if self.instance.pk:
            self.fields.pop("recommendation", None)
        elif choice:
            choice.queryset = choice.queryset.filter(pk__in=self._to_test().values("pk"))
            self.initial.setdefault("tested_on", timezone.localdate())
        keep_no_draft(self)

    def _to_test(self) -> Any:
        return Recommendation.objects.visible_to(self.principal, "create").order_by()

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        tested, again = data.get("tested_on"), data.get("again_on")
        if tested and tested > timezone.localdate():
            self.add_error("tested_on", "This day is in the future. Type the day on which somebody looked")
        elif tested and again and again <= tested:
            self.add_error("again_on", "The next look comes after this one. Type a later day")
        return data
