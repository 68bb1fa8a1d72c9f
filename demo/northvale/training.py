"""Course events of three years and the bookings for them. Delegates are made up and write from example.org."""

from datetime import date, timedelta
from random import Random

# course: months in which it runs, places, trainer, fee for people from outside the partnership
PROGRAMME = {
    "NEG-1": ((2, 6, 9, 11), 24, "Joan Aspinall", 85),
    "NEG-2": ((1, 5, 10), 30, "Joy Emeka", 0),
    "EXP-1": ((3, 7, 10), 24, "Jo Lindley", 85),
    "EXP-2": ((4, 9), 16, "Jo Lindley", 60),
    "BAB-1": ((3, 11), 30, "Joy Emeka", 0),
    "FAT-1": ((5, 11), 20, "Nicky Farr", 60),
    "WEL-1": ((2, 6, 10), 30, "Dr Asha Menon", 0),
    "SAF-3": ((1, 7, 12), 24, "Sunita Rao", 85),
    "CON-1": ((11,), 60, "", 40),
    "BRF-1": ((9,), 40, "Priya Nair", 0),
    "DSL-1": ((3, 12), 40, "Darren Pike", 0),
    "REC-1": ((5,), 24, "Sunita Rao", 45),
    "DOM-1": ((9, 1), 24, "Sunita Rao", 85),
    "ADU-1": ((4, 10), 20, "Siobhan Pryce", 85),
    "ADU-3": ((6,), 24, "Siobhan Pryce", 45),
}
# the share of places that are booked, where a course is wanted more than the others
WANTED = {"NEG-1": 0.9, "EXP-1": 0.65, "ADU-1": 0.9, "WEL-1": 0.45, "CON-1": 1.0, "BRF-1": 0.7}
ONLINE = ("NEG-2", "BAB-1", "WEL-1", "BRF-1", "REC-1", "ADU-3")
VENUES = ("Civic Hall, Northvale", "Riverside Children's Centre", "Northvale College", "Fire Station, Castle Road")
FIRST, LAST = date(2025, 1, 1), date(2027, 3, 31)
CANCELLED = {("FAT-1", 2025, 5), ("DOM-1", 2026, 1)}
AGENCIES = (
    "CSC",
    "CSC",
    "EDU",
    "PRIM",
    "PRIM",
    "SEC",
    "POL",
    "HOS",
    "COM",
    "COM",
    "ICB",
    "MINDS",
    "VOL",
    "VOL",
    "HOU",
    "YJS",
    "PRO",
    "FIRE",
    "COL",
    "",
)

FULL = ("SAF-3",)  # its next date has a waiting list


def course_events(today: date, rng: Random) -> list[dict]:
    """One event a course and month of the programme, on a working day; those before today were delivered."""
    days = sorted(
        (date(year, month, rng.randint(3, 26)), course)
        for course, (months, *_) in PROGRAMME.items()
        for year in range(FIRST.year, LAST.year + 1)
        for month in months
    )
    rows, numbers = [], {}
    for day, course in days:
        if not FIRST <= day <= LAST:
            continue
        cancelled = (course, day.year, day.month) in CANCELLED
        day -= timedelta(days=max(day.weekday() - 4, 0))
        numbers[day.year] = numbers.get(day.year, 0) + 1
        _, places, trainer, fee = PROGRAMME[course]
        rows.append(
            {
                "reference": f"TE-{day.year}-{numbers[day.year]:03}",
                "course": course,
                "starts_on": day,
                "venue": "Online, by video" if course in ONLINE else rng.choice(VENUES),
                "places": places,
                "trainer": trainer,
                "fee": fee,
                "status": "cancelled" if cancelled else "delivered" if day < today else "planned",
            }
        )
    return rows


def _booking(event: dict, name: str, place: int, rng: Random) -> dict:
    agency = rng.choice(AGENCIES)
    if event["status"] == "planned":
        full = place >= event["places"]
        status = "waiting" if full else rng.choices(("confirmed", "requested", "cancelled"), (8, 2, 1))[0]
    else:
        status = rng.choices(("attended", "did_not_attend", "cancelled"), (86, 8, 6))[0]
    owed = event["fee"] if not agency and status in ("attended", "confirmed", "did_not_attend") else 0
    charged = 60 if status == "did_not_attend" and agency else owed
    slug = name.lower().replace(" ", ".")
    return {
        "event": event["reference"],
        "delegate_email": f"{slug}@{agency.lower() or 'visitor'}.example.org",
        "delegate_name": name,
        "agency": agency,
        "status": status,
        "fee_charged": charged,
        "booked_on": event["starts_on"] - timedelta(days=rng.randint(9, 70)),
    }


def _demand(event: dict, today: date, rng: Random) -> int:
    """How many people book: a fuller first run of the year, few for dates that are still far off."""
    if event["status"] == "cancelled":
        return 0
    if event["starts_on"] - today > timedelta(days=40):
        return rng.randint(0, 6)
    if event["status"] == "planned" and event["course"] in FULL:
        return event["places"] + 4
    share = WANTED.get(event["course"], 0.25) * rng.uniform(0.85, 1.1)
    return max(4, int(min(event["places"], 60) * min(share, 1)))


def bookings(events: list[dict], people: list[dict], today: date, rng: Random) -> list[dict]:
    """Nobody books twice for one event; a booking never lies in the future."""
    names = [f"{one['forename']} {other['surname']}" for one in people for other in people]
    rows = []
    for event in events:
        for place, name in enumerate(rng.sample(names, _demand(event, today, rng))):
            row = _booking(event, name, place, rng)
            row["booked_on"] = min(row["booked_on"], today)
            rows.append(row)
    return rows
