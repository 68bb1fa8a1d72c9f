"""Three years of meetings with their attendance and, where something worth reporting happened, their minutes."""

from calendar import monthcalendar
from datetime import date
from random import Random

FIRST, LAST = date(2024, 4, 1), date(2027, 3, 31)
# group: months of the year, which week, which weekday (0 = Monday), venue
CALENDAR = {
    "BOARD": ((1, 3, 5, 7, 10), 3, 3, "Council Chamber, Civic Hall"),
    "EXEC": ((2, 4, 6, 8, 10, 12), 2, 2, "Room 1, Civic Hall"),
    "EXPL": ((2, 3, 6, 9, 12), 2, 1, "Room 2, Civic Hall and online"),
    "LEARN": ((1, 3, 5, 7, 9, 11), 3, 1, "Online"),
    "CRP": ((1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12), 2, 3, "Room 4, Civic Hall"),
    "CDOP": ((3, 6, 9, 12), 3, 2, "Public Health, Vale House"),
    "BABY": ((2, 5, 7, 9, 11), 2, 0, "Riverside Children's Centre"),
    "WELL": ((1, 3, 6, 9, 11), 1, 2, "Northvale College"),
    "NEGL": ((1, 3, 5, 7, 9, 11), 1, 1, "Online"),
    "SCHF": ((2, 6, 10), 3, 0, "Castle Primary School"),
    "TRAIN": ((3, 6, 9, 12), 2, 4, "Online"),
    "BUS": ((1, 3, 5, 7, 9, 11), 2, 1, "Online"),
    "ABOARD": ((3, 6, 9, 12), 1, 3, "Council Chamber, Civic Hall"),
    "AOPS": ((1, 3, 5, 7, 9, 11), 4, 2, "Room 2, Civic Hall"),
    "SARP": ((2, 4, 6, 9, 11), 3, 2, "Police Headquarters"),
    "TRANS": ((1, 5, 10), 2, 2, "Online"),
}
CANCELLED = {("TRANS", 2025, 5), ("BABY", 2024, 7), ("SCHF", 2025, 2), ("AOPS", 2024, 7), ("WELL", 2025, 3)}
GUESTS = {
    ("BOARD", 2025, 3): "Annette Corrie, reviewer",
    ("BOARD", 2026, 1): "Two practitioners of the learning review",
    ("EXEC", 2026, 8): "Peer challenge team leader",
    ("ABOARD", 2024, 12): "Hilary Marchbank, reviewer",
    ("EXPL", 2026, 6): "Two young scrutineers; Taxi licensing officer",
    ("WELL", 2026, 9): "Night matron, A&E",
    ("BOARD", 2026, 10): "Chair of the parents' forum",
}
# how likely a seat of the agency is to be filled; housing, the trust and secondary schools are the weak points
RELIABLE = {"HOU": 0.25, "MINDS": 0.3, "SEC": 0.3, "PRO": 0.72, "AMB": 0.6, "CAF": 0.65, "CARE": 0.8}
DEPUTIES = (
    "Nadia Cole",
    "Sam Whitlock",
    "Joanne Birch",
    "Tariq Aziz-Lane",
    "Moira Kelsall",
    "Ben Oduya",
    "Catrin Howells",
    "Leo Marchetti",
    "Sheila Prentice",
    "Wes Danvers",
)


def _day(year: int, month: int, week: int, weekday: int) -> date:
    days = [row[weekday] for row in monthcalendar(year, month) if row[weekday]]
    return date(year, month, days[week - 1])


def meetings(groups: list[dict], today: date) -> list[dict]:
    """Meetings before today were held, later ones are planned; a time-limited group stops meeting at its end."""
    spans = {row["code"]: (row["starts_on"], row["ends_on"] or "9999") for row in groups}
    rows = []
    for group, (months, week, weekday, venue) in CALENDAR.items():
        days = [_day(year, month, week, weekday) for year in range(FIRST.year, LAST.year + 1) for month in months]
        for day in days:
            if not (FIRST <= day <= LAST and spans[group][0] <= day.isoformat() <= spans[group][1]):
                continue
            month = (group, day.year, day.month)
            status = "cancelled" if month in CANCELLED else "held" if day < today else "planned"
            rows.append(
                {
                    "group": group,
                    "date": day,
                    "title": "Extraordinary meeting" if month == ("EXEC", 2026, 8) else "",
                    "status": status,
                    "venue": venue,
                    "guests": GUESTS.get(month, ""),
                }
            )
    return rows


def _mark(seat: dict, day: str, rng: Random) -> tuple[str, str]:
    if day < seat["from"] or (seat["to"] and day > seat["to"]):
        return "not_due", ""
    chance = rng.random()
    reliable = RELIABLE.get(seat["agency"], 0.97 if seat["role"] in ("chair", "co_chair") else 0.82)
    if chance < reliable:
        return "present", ""
    if chance < reliable + (1 - reliable) * reliable * 0.5:
        return "deputy", rng.choice(DEPUTIES)
    return ("apologies", "") if chance < 1 - (1 - reliable) * 0.18 else ("absent", "")


def attendance(held: list[dict], seats: list[dict], rng: Random) -> list[dict]:
    rows = []
    for meeting in held:
        for seat in seats:
            if seat["group"] == meeting["group"]:
                status, deputy = _mark(seat, meeting["date"].isoformat(), rng)
                rows.append(
                    {
                        "group": meeting["group"],
                        "date": meeting["date"],
                        "seat": seat["label"],
                        "status": status,
                        "deputy": deputy,
                    }
                )
    return rows


def _said(names: list[str]) -> str:
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]])) if names else "nobody"


def _opening(meeting: dict, previous: dict | None, marks: list[dict]) -> list[dict]:
    """The items that every agenda begins with, minuted from the attendance itself."""
    came = sum(mark["status"] in ("present", "deputy") for mark in marks)
    due = sum(mark["status"] != "not_due" for mark in marks)
    sorry = [mark["seat"] for mark in marks if mark["status"] == "apologies"]
    items = [
        {
            "title": "Welcome and apologies",
            "minute": f"{came} of {due} seats were filled. Apologies came from {_said(sorry)}.",
        }
    ]
    if previous:
        items.append(
            {
                "title": f"Minutes of {previous['date'].day} {previous['date']:%B %Y}",
                "minute": "Agreed as a true record.",
                "decision": "Minutes agreed.",
            }
        )
    return items


def agenda_items(all_meetings: list[dict], marks: list[dict], topics: list[dict]) -> list[dict]:
    """Held meetings have their opening items and the topics of their month; the next ones have an agenda only."""
    rows, previous = [], {}
    for meeting in all_meetings:
        if meeting["status"] == "cancelled":
            continue
        group, day = meeting["group"], meeting["date"]
        mine = [mark for mark in marks if (mark["group"], mark["date"]) == (group, day)]
        items = (
            _opening(meeting, previous.get(group), mine)
            if meeting["status"] == "held"
            else [{"title": "Welcome and apologies"}]
        )
        items += [topic for topic in topics if (topic["group"], topic["month"]) == (group, f"{day:%Y-%m}")]
        items.append({"title": "Any other business", "minute": "None." if mine else ""})
        for number, item in enumerate(items, start=1):
            texts = {name: item.get(name, "") for name in ("title", "minute", "decision", "public_summary")}
            rows.append({"group": group, "date": day, "number": number} | texts)
        previous[group] = meeting
    return rows
