"""Twenty-five child deaths, none of them real: each row of DEATHS is typed out so that the totals can be checked."""

from datetime import date, timedelta

# reference: died on, resident, age band, gender, ethnicity, expected, joint response, category, status, modifiable, factors
DEATHS = """
CD-2024-01|2024-04-19|yes|0-27 days|female|White British|yes|no|8|reviewed|no|
CD-2024-02|2024-05-30|yes|1-4 years|male|White British|yes|no|4|reviewed|no|
CD-2024-03|2024-07-08|yes|28-364 days|male|White British|no|yes|10|reviewed|yes|Unsafe sleeping; Smoking in the home
CD-2024-04|2024-08-22|no|15-17 years|male|Black Caribbean|no|yes||transferred||
CD-2024-05|2024-09-03|yes|0-27 days|male|Pakistani|yes|no|7|reviewed|no|
CD-2024-06|2024-10-11|yes|10-14 years|female|White British|no|yes|5|reviewed|yes|Late recognition of sepsis
CD-2024-07|2024-11-27|yes|0-27 days|female|White Other|yes|no|8|reviewed|insufficient|
CD-2024-08|2025-01-14|yes|5-9 years|male|White British|yes|no|6|reviewed|no|
CD-2024-09|2025-02-25|yes|28-364 days|female|Mixed|no|yes|10|reviewed|yes|Unsafe sleeping; Temporary accommodation
CD-2025-01|2025-04-02|yes|0-27 days|male|White British|yes|no|8|reviewed|no|
CD-2025-02|2025-05-17|yes|10-14 years|male|White British|no|yes|3|reviewed|yes|Road crossing near school
CD-2025-03|2025-06-20|yes|0-27 days|female|Indian|yes|no|7|reviewed|no|
CD-2025-04|2025-07-29|yes|1-4 years|female|White British|no|yes|9|reviewed|no|
CD-2025-05|2025-09-09|yes|15-17 years|female|White British|no|yes|2|awaiting_inquest||Waiting for a service
CD-2025-06|2025-10-24|yes|0-27 days|male|White British|yes|no|8|reviewed|yes|Smoking in pregnancy
CD-2025-07|2025-11-30|yes|28-364 days|male|White British|no|yes|5|ready_for_panel||
CD-2025-08|2026-01-06|yes|5-9 years|female|White Other|yes|no|4|reviewed|no|
CD-2025-09|2026-02-18|no|1-4 years|male|White British|no|yes||transferred||
CD-2025-10|2026-03-11|yes|0-27 days|female|Pakistani|yes|no|7|awaiting_information||
CD-2026-01|2026-04-27|yes|0-27 days|male|White British|yes|no||awaiting_information||
CD-2026-02|2026-06-02|yes|15-17 years|male|White British|no|yes|3|awaiting_inquest||
CD-2026-03|2026-07-19|yes|28-364 days|female|White British|no|yes||gathering||
CD-2026-04|2026-09-05|yes|0-27 days|not_known|Not stated|yes|no||gathering||
CD-2026-05|2026-10-12|yes|10-14 years|female|Mixed|no|yes||gathering||
CD-2026-06|2026-11-09|yes|1-4 years|male|White British|yes|no||notified||
"""
COLUMNS = (
    "reference",
    "died_on",
    "resident",
    "age_band",
    "gender",
    "ethnicity",
    "expected",
    "joint_agency_response",
    "category",
    "status",
    "modifiable",
    "factors",
)
LEARNING = {
    "CD-2024-03": "RESTRICTED-MARKER-N31 made-up text for testing: sleeping place. Repeat the safe sleep message.",
    "CD-2024-06": "Ask parents what is different today. Sepsis card given at each discharge.",
    "CD-2024-09": "A cot is now part of every temporary tenancy.",
    "CD-2025-02": "RESTRICTED-MARKER-N32 made-up text for testing: name of the road. The crossing is under review.",
    "CD-2025-06": "Carbon monoxide reading at each antenatal visit.",
}


def child_deaths() -> list[dict]:
    """Reviewed cases came to panel seven to ten months after the death."""
    rows = []
    for place, line in enumerate(DEATHS.strip().splitlines()):
        row = dict(zip(COLUMNS, line.split("|"), strict=True))
        died = date.fromisoformat(row["died_on"])
        reviewed = died + timedelta(days=210 + 13 * (place % 7)) if row["status"] == "reviewed" else ""
        row |= {
            "board": "NSCP",
            "notified_on": died + timedelta(days=place % 3 + 1),
            "reviewed_on": reviewed,
            "learning": LEARNING.get(row["reference"], ""),
        }
        rows.append(row)
    return rows
