"""The action log: what is written in figures/actions.txt, the promises of section 11 returns, and group decisions."""

import re
from collections import Counter
from datetime import date, timedelta
from random import Random

from demo.northvale.bodies import PEOPLE
from demo.northvale.source import HERE, table

LINE = re.compile(
    r"(?P<state>[opcdx])(?P<days>[+-]\d+)? (?P<agency>[A-Z]+) (?P<title>.+?)(?: @(?P<reference>ACT-\d+))?$"
)
STATUS = {"o": "open", "p": "in_progress", "c": "complete", "d": "complete", "x": "cancelled"}
LONG_WORK = ("Bring", "Train", "Ask", "Extend", "Attend")
IN_HAND_DAYS = 45
YEAR_START = date(2026, 4, 1)
NOTES = {
    "ACT-0412": "- 2 June: the record supplier has built the change; the clinical safety officer must sign it off.\n"
    "- 24 April: used in 46 of 52 one-year checks in two localities; guidance cut to one page.\n"
    "- 3 March: wording agreed with social care, so that families are not asked twice.",
    "ACT-0331": "Third draft. Early help and the hub still differ on consent. A firm date has been asked for.",
    "ACT-0355": "Five of six homes receive the list on Mondays. The sixth uses another force's system.",
    "ACT-0376": "Waiting for the supplier of the national system.",
    "ACT-0340": "The automatic letter works for six schools. It has to be rolled out to the other fifty-two.",
    "ACT-0346": "The supplier has promised the change for the next release, which has moved twice.",
    "ACT-0361": "Eleven of 20 trained. The August course was cancelled because the trainer was ill.",
    "ACT-0370": "Two sergeants have tried it since October. The out-of-hours social work team has yet to agree.",
    "ACT-0371": "Interviews with families took longer than planned: 14 of 20 are done.",
    "ACT-0396": "Five of six homes. The sixth is outside the county.",
}
# actions that a director, and not a manager, has taken on
STRATEGIC = ("ACT-0331", "ACT-0366", "ACT-0371", "ACT-0386", "ACT-0392", "ACT-0397", "ACT-0404")
EMBARGOED = ("NV-2026-02", "NV-2026-04")
EMBARGOED_NOTE = "RESTRICTED-MARKER-N40 made-up text for testing: who said what at the panel."


def _written() -> list[dict]:
    rows, source = [], {}
    for line in (HERE / "figures" / "actions.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("="):
            kind, reference, *recommendation = line[2:].split()
            source = {
                "source_kind": kind,
                "source": reference,
                "recommendation": recommendation[0].lstrip("#") if recommendation else "",
            }
        elif not line.startswith("#"):
            rows.append(source | LINE.match(line).groupdict())
    return rows


def _promised(returns: list[dict], known: set[str]) -> list[dict]:
    """What an agency promised in its last return that is not already an action; long work is still open."""
    latest = {(row["agency"], row["standard"]): row for row in returns if row["action"]}
    rows = []
    for row in latest.values():
        if row["action"].lower() in known:
            continue
        if row["year"] == "2024-25":
            state, days = "d", None
        elif row["action"].startswith(LONG_WORK):
            state, days = "p", f"+{30 + 3 * len(rows)}"
        else:
            state, days = "c", None
        rows.append(
            {
                "source_kind": "section11",
                "source": f"NSCP/{row['year']}/{row['agency']}/{row['standard']}",
                "recommendation": "",
                "state": state,
                "days": days,
                "agency": row["agency"],
                "title": row["action"],
                "reference": None,
            }
        )
    return rows


def _decided(meetings: list[dict], topics: list[dict], today: date) -> list[dict]:
    """What a group asked for at a meeting that has been held; the latest is still in hand."""
    rows = []
    for meeting in meetings:
        age = (today - meeting["date"]).days
        for topic in topics:
            here = (topic["group"], topic["month"]) == (meeting["group"], f"{meeting['date']:%Y-%m}")
            if not here or not topic["action"] or meeting["status"] != "held":
                continue
            agency, _, title = topic["action"].partition(" ")
            in_hand = age < IN_HAND_DAYS
            state = "p" if in_hand else "c" if meeting["date"] >= YEAR_START else "d"
            rows.append(
                {
                    "source_kind": "group",
                    "source": meeting["group"],
                    "recommendation": "",
                    "state": state,
                    "days": f"+{IN_HAND_DAYS + 20 - age}" if in_hand else None,
                    "agency": agency,
                    "title": title,
                    "reference": None,
                    "raised_on": meeting["date"],
                }
            )
    return rows


def _dates(row: dict, today: date, rng: Random) -> dict:
    """Raised before due; completed near the due date, sometimes late; nothing is completed in the future."""
    if row["days"]:
        due = today + timedelta(days=int(row["days"]))
        raised = row.get("raised_on") or min(due - timedelta(days=rng.randint(120, 330)), today - timedelta(days=20))
        return {"raised_on": raised, "due_on": due, "completed_on": ""}
    if "raised_on" in row:
        raised = row["raised_on"]
        due = raised + timedelta(days=rng.randint(28, 75))
        completed = min(due + timedelta(days=rng.choice((-17, -6, 0, 5, 14))), today - timedelta(days=3))
    else:
        first, last = (YEAR_START, today) if row["state"] == "c" else (date(2024, 7, 1), YEAR_START)
        completed = first + timedelta(days=rng.randint(0, (last - first).days - 8))
        raised = completed - timedelta(days=rng.randint(60, 260))
        due = max(completed + timedelta(days=rng.choice((-21, -9, 0, 4, 12, 20))), raised + timedelta(days=14))
    return {"raised_on": raised, "due_on": due, "completed_on": "" if row["state"] == "x" else completed}


def _theme(title: str, outcomes: list[dict]) -> str:
    for row in outcomes:
        if row["words"] and re.search(rf"\b({row['words']})", title, re.IGNORECASE):
            return row["theme"]
    return "other"


def _text(row: dict, kind: str, outcomes: list[dict], used: Counter, rng: Random) -> str:
    """The sentences of the action's theme in turn, with figures and the month in which the work was half done."""
    theme = _theme(row["title"], outcomes)
    choices = [line["text"] for line in outcomes if (line["theme"], line["kind"]) == (theme, kind)]
    text = choices[used[theme, kind] % len(choices)]
    used[theme, kind] += 1
    total = rng.randint(12, 48)
    halfway = row["raised_on"] + (row["told_on"] - row["raised_on"]) / 2
    return text.format(n=rng.randint(total // 2 + 1, total - 1), m=total, month=f"{halfway:%B %Y}")


def _tell(row: dict, outcomes: list[dict], used: Counter, rng: Random) -> dict:
    """Progress for what has begun, impact for what is complete."""
    progress = impact = ""
    if row["state"] == "p":
        progress = _text(row, "begun", outcomes, used, rng)
    if row["state"] in "cd":
        progress = _text(row, "progress", outcomes, used, rng)
        impact = _text(row, "impact", outcomes, used, rng)
    if row["state"] == "x":
        progress = "Cancelled: the group found a simpler way and the money went to coaching."
    if row["source"] in EMBARGOED:
        progress = EMBARGOED_NOTE
    return {"progress": progress, "impact": impact}


def _number(rows: list[dict]) -> None:
    """Actions are numbered in the order in which they were raised, around the numbers that are already given."""
    given = {row["reference"] for row in rows if row["reference"]}
    free = (f"ACT-{number:04}" for number in range(1, 1000) if f"ACT-{number:04}" not in given)
    for row in sorted(rows, key=lambda row: (row["state"] not in "dx", row["state"] != "c", row["raised_on"])):
        row["reference"] = row["reference"] or next(free)


def actions(sheets: dict[str, list[dict]], today: date, rng: Random) -> list[dict]:
    """About four hundred actions, a tenth of the open ones overdue on `today`."""
    topics, outcomes = table("figures", "topics", today), table("figures", "outcomes", today)
    known = {row["title"]: row for row in table("figures", "impacts", today)}
    written = _written()
    rows = written + _promised(sheets["section11_returns"], {row["title"].lower() for row in written})
    rows += _decided(sheets["meetings"], topics, today)
    used = Counter()
    for row in rows:
        people = PEOPLE.get(row["agency"], (("", ""), ("", "")))
        row |= _dates(row, today, rng)
        row["told_on"] = row["completed_on"] or today
        row |= _tell(row, outcomes, used, rng)
        row["owner"] = people[0 if row["source_kind"] == "risk" or row["reference"] in STRATEGIC else 1][0]
        row["status"] = STATUS[row["state"]]
    _number(rows)
    for row in rows:
        row["progress"] = NOTES.get(row["reference"], row["progress"])
        if row["title"] in known and row["status"] == "complete":
            row |= known[row["title"]]
        del row["state"], row["days"], row["told_on"]
    return sorted(rows, key=lambda row: row["reference"])
