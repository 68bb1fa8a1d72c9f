"""Section 11 returns of ten agencies in two rounds. The second round carries the first round's evidence forward."""

STANDARDS = (
    "Leadership commitment",
    "Clear statement of responsibilities",
    "Line of accountability",
    "Views of children and families",
    "Training",
    "Safer recruitment",
    "Inter-agency working",
    "Information sharing",
)


def returns(answers: list[dict]) -> list[dict]:
    """Each answer holds both rounds; an improvement is promised wherever the standard is not yet met."""
    rows = []
    for year, rating in (("2024-25", "first"), ("2025-26", "second")):
        for answer in answers:
            second = rating == "second"
            evidence = " ".join(filter(None, [answer["evidence"], answer["update"] if second else ""]))
            met = answer[rating] in ("green", "not_applicable")
            rows.append(
                {
                    "board": "NSCP",
                    "year": year,
                    "agency": answer["agency"],
                    "standard": answer["standard"],
                    "standard_title": STANDARDS[int(answer["standard"]) - 1],
                    "rag": answer[rating],
                    "evidence": evidence,
                    "action": "" if met else answer["action"],
                }
            )
    return rows
