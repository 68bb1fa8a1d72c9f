"""Seats and their holders: who sits on which group of Northvale, for which agency and since when."""

# agency: (strategic holder, job title), (operational holder, job title)
PEOPLE = {
    "CSC": (("Leanne Marsh", "Director of Children's Services"), ("Imran Sheikh", "Head of Safeguarding")),
    "ASC": (("Graham Iddon", "Director of Adult Social Care"), ("Siobhan Pryce", "Principal Social Worker")),
    "PH": (("Dr Neil Okafor", "Director of Public Health"), ("Beth Calloway", "Public Health Specialist")),
    "EDU": (("Helen Strand", "Head of Education"), ("Darren Pike", "School Safeguarding Adviser")),
    "PRIM": (("Anita Bose", "Head Teacher"), ("Louise Fenner", "Designated Safeguarding Lead")),
    "SEC": (("Martin Gale", "Head Teacher"), ("Yvonne Clegg", "Designated Safeguarding Lead")),
    "COL": (("Stuart Ames", "Vice Principal"), ("Rhona Vale", "Student Safeguarding Manager")),
    "POL": (("ACC Diane Rook", "Assistant Chief Constable"), ("DCI Paul Harker", "Head of Public Protection")),
    "ICB": (("Dr Farah Iqbal", "Chief Nurse"), ("Priya Nair", "Designated Nurse")),
    "HOS": (("Simon Achterberg", "Chief Nurse"), ("Kemi Bassett", "Head of Safeguarding")),
    "MINDS": (("Teresa Loftus", "Director of Nursing"), ("Dr Asha Menon", "Consultant Psychiatrist")),
    "COM": (("Ian Mercer", "Director of Children's Health"), ("Joy Emeka", "Health Visiting Lead")),
    "AMB": (("Keith Rowntree", "Head of Safeguarding"), ("Zara Finch", "Safeguarding Practitioner")),
    "PRO": (("Amanda Voss", "Head of Probation Delivery Unit"), ("Owen Tate", "Senior Probation Officer")),
    "YJS": (("Femi Lawal", "Service Manager"), ("Kirsty Ballard", "Team Manager")),
    "FIRE": (("Gail Sutton", "Head of Prevention"), ("Lee Cartwright", "Safeguarding Officer")),
    "HOU": (("Peter Dunmore", "Assistant Director of Housing"), ("Carol Whitby", "Tenancy Services Manager")),
    "CAF": (("Rosalind Kaye", "Assistant Director"), ("Mo Hanif", "Service Manager")),
    "VOL": (("Jo Lindley", "Chief Officer, Vale Young People"), ("Nicky Farr", "Carers' Support Manager")),
    "CARE": (("Marta Dunn", "Chair of the Association"), ("Marta Dunn", "Chair of the Association")),
    "LAY": (("Winston Achebe", "Lay member"), ("Pamela Groves", "Lay member")),
    "NBC": (("Cllr June Halloran", "Lead Member for Children"), ("Alan Sykes", "Head of Finance")),
}
INDEPENDENT = ("Dr Margaret Oyelaran", "Independent Chair and Scrutineer")
ADULTS_CHAIR = ("Robert Whelan", "Independent Chair")

# group: (strategic or operational holders, agency=role where it is not a plain member)
SEATS = {
    "BOARD": (
        0,
        "IND=chair CSC POL=vice_chair ICB EDU PRIM SEC COL HOS MINDS COM PRO YJS FIRE HOU CAF VOL PH "
        "LAY=lay_member NBC=participating_observer",
    ),
    "EXEC": (0, "CSC=co_chair POL=co_chair ICB=co_chair EDU IND=adviser"),
    "EXPL": (
        1,
        "POL=chair CSC=vice_chair ICB HOS MINDS EDU SEC YJS PRO HOU FIRE VOL LAY=lay_member "
        "CARE=participating_observer",
    ),
    "LEARN": (1, "EDU=chair ICB=vice_chair CSC POL HOS MINDS COM PRIM PRO YJS VOL"),
    "CRP": (1, "CSC=chair POL ICB=vice_chair HOS EDU COM MINDS"),
    "CDOP": (1, "PH=chair ICB=vice_chair CSC POL HOS COM EDU LAY=lay_member"),
    "BABY": (1, "COM=chair CSC HOS ICB POL VOL PH"),
    "WELL": (1, "MINDS=chair EDU=vice_chair ICB CSC SEC COL HOS VOL"),
    "NEGL": (1, "CSC=chair COM EDU HOS POL VOL"),
    "SCHF": (1, "EDU=chair PRIM SEC COL CSC POL"),
    "TRAIN": (1, "HOS=chair CSC ASC POL ICB EDU VOL CARE"),
    "BUS": (1, "ICB=chair POL COM MINDS HOS ASC"),
    "ABOARD": (0, "IND=chair ASC POL ICB=vice_chair HOS MINDS FIRE HOU PRO AMB VOL CARE LAY=lay_member"),
    "AOPS": (1, "ASC=chair POL ICB HOS MINDS FIRE HOU CARE AMB"),
    "SARP": (1, "POL=chair ASC ICB HOS MINDS HOU"),
    "TRANS": (1, "ASC=co_chair CSC=co_chair MINDS COL ICB YJS"),
}
UNIT = {"BOARD": "adviser", "EXEC": "officer", "EXPL": "officer", "CRP": "adviser", "ABOARD": "officer"}

# seats that were created late, fell vacant or changed hands: (group, agency): columns that differ
CHANGES = {
    ("EXPL", "SEC"): {"holder": "", "to": "2026-04-30"},
    ("EXPL", "CARE"): {"from": "2026-01-05"},
    ("LEARN", "EDU"): {"holder": "Helen Strand", "job_title": "Head of Education"},
    ("BOARD", "COL"): {"from": "2025-01-06"},
    ("WELL", "COL"): {"from": "2025-01-06"},
    ("BOARD", "PRO"): {"from": "2024-09-02"},
    ("ABOARD", "CARE"): {"from": "2025-04-01"},
    ("LEARN", "PRIM"): {"from": "2024-09-02"},
    ("AOPS", "AMB"): {"from": "2025-10-01"},
}


def _holder(group: str, agency: str, level: int) -> tuple[str, str]:
    if agency == "IND":
        return ADULTS_CHAIR if group == "ABOARD" else INDEPENDENT
    return PEOPLE[agency][level]


def seats(agencies: list[dict], groups: list[dict]) -> list[dict]:
    """One row a seat; the label is the agency's own name, as attendance tables print it."""
    names = {row["code"]: row["name"] for row in agencies}
    starts = {row["code"]: row["starts_on"] for row in groups}
    rows = []
    for group, (level, members) in SEATS.items():
        for member in members.split():
            agency, _, role = member.partition("=")
            holder, job_title = _holder(group, agency, level)
            label = {
                "IND": "Independent chair" if role == "chair" else "Independent scrutineer",
                "LAY": "Lay member",
                "NBC": "Lead member for children",
            }.get(agency, names[agency])
            row = {
                "group": group,
                "label": label,
                "agency": "" if agency in ("IND", "LAY") else agency,
                "role": role or "member",
                "job_title": job_title,
                "holder": holder,
                "from": max(starts[group], "2023-04-01"),
                "to": "",
            }
            rows.append(row | CHANGES.get((group, agency), {}))
        if group in UNIT:
            rows.append(
                {
                    "group": group,
                    "label": "Business unit",
                    "agency": "NBC",
                    "role": UNIT[group],
                    "job_title": "Business Manager",
                    "holder": "Ruth Adeyemi",
                    "from": max(starts[group], "2023-04-01"),
                    "to": "",
                }
            )
    return rows
