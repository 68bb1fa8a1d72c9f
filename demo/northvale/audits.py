"""Grades of the completed multi-agency audits: one overall grade a case, and one an agency that knew the family."""

from random import Random

GRADES = ("outstanding", "good", "requires_improvement", "inadequate")
# how often each grade was given; the re-audits are better than the baselines
SPREAD = {
    "AUD-2024-01": (1, 11, 10, 2),
    "AUD-2024-02": (0, 9, 16, 5),
    "AUD-2025-01": (2, 13, 11, 2),
    "AUD-2025-02": (3, 17, 9, 1),
    "AUD-2025-03": (0, 3, 5, 2),
    "AUD-A-2025-01": (2, 10, 7, 1),
}
AGENCIES = {"AUD-A-2025-01": ("ASC", "POL", "HOS"), "AUD-2025-03": ("CSC", "POL", "VOL", "EDU")}
USUAL = ("CSC", "POL", "COM", "EDU")
COMMENTS = {
    "outstanding": (
        "The record lets the child speak and shows what changed.",
        "A model of working with both parents.",
        "Everybody knew who would ring the family, and did.",
    ),
    "good": (
        "Clear plan and regular visits.",
        "The chronology helped the decision.",
        "Good challenge by the school.",
        "Views of the child are quoted.",
        "Supervision was timely and useful.",
    ),
    "requires_improvement": (
        "The plan does not say by when.",
        "One parent is hardly mentioned.",
        "Health was not invited.",
        "The wish of the child is noted but not followed up.",
        "Two visits were missed without a reason.",
    ),
    "inadequate": (
        "Risk was seen and nothing was done for a month; put right during the audit.",
        "Nobody saw the child alone.",
        "The case was closed while a referral was open.",
    ),
}


def _near(grade: str, rng: Random) -> str:
    place = GRADES.index(grade) + rng.choice((0, 0, 0, 0, -1, 1))
    return GRADES[min(max(place, 0), 3)]


def grades(rng: Random) -> list[dict]:
    """Overall grades follow SPREAD exactly; an agency's own grade is the same or one step away."""
    rows = []
    for audit, spread in SPREAD.items():
        overall = [grade for grade, times in zip(GRADES, spread, strict=True) for _ in range(times)]
        rng.shuffle(overall)
        for number, grade in enumerate(overall, start=1):
            case = f"{audit[4:]}-C{number:02}"
            comment = rng.choice(COMMENTS[grade]) if number % 3 == 0 or grade == "inadequate" else ""
            rows.append({"audit": audit, "case": case, "agency": "", "grade": grade, "comment": comment})
            rows += [
                {"audit": audit, "case": case, "agency": agency, "grade": _near(grade, rng)}
                for agency in rng.sample(AGENCIES.get(audit, USUAL), 2)
            ]
    return rows
