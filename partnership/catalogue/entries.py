"""Pages of the menu that are no register, and what stands behind a person's name."""

from partnership.registry import OWN_PAGES, Entry


def _workbook(place: str) -> tuple[Entry, ...]:
    """What a workbook brings in and takes out: it is looked for where its rows stand, too."""
    return (
        Entry(
            place,
            "Import a workbook",
            "partnership:import-list",
            "workbook",
            verb="create",
            about="An Excel file. It is checked before anything is saved.",
        ),
        Entry(
            place,
            "Download everything",
            "partnership:workbook-export",
            "workbook",
            verb="export",
            about="All records that you may read, as one workbook. Restricted ones are in it.",
        ),
    )


ENTRIES = (
    Entry(OWN_PAGES, "How you sign in", "mfa_index", "", about="Your password, code app and security keys."),
    Entry(OWN_PAGES, "Messages", "partnership:message-choice", "", about="Which messages come by e-mail."),
    Entry(OWN_PAGES, "Calendar link", "partnership:calendar-link", "", about="Your meetings and due dates elsewhere."),
    Entry(OWN_PAGES, "Outbox", "partnership:outbox-list", "outbox", about="What was sent, and what failed."),
    *_workbook(OWN_PAGES),
    Entry(
        OWN_PAGES,
        "Your visits to restricted records",
        "partnership:own-visits",
        "",
        about="What the read log holds of you.",
    ),
    Entry(
        OWN_PAGES,
        "Read log",
        "partnership:read-log",
        "read_log",
        verb="export",
        about="Who opened, exported, printed or downloaded which restricted record, when and why.",
    ),
    Entry(
        OWN_PAGES,
        "Who opened restricted records",
        "partnership:read-log-summary",
        "read_log_summary",
        about="Months of the read log in counts, by person and by record.",
    ),
    Entry(
        OWN_PAGES,
        "Open a record in an emergency",
        "partnership:emergency-open",
        "record_access",
        verb="change",
        about="A sealed record or the papers of a review, for four hours. Others are told at once.",
    ),
    Entry(
        OWN_PAGES,
        "Who has access: quarterly check",
        "partnership:grant-check",
        "user",
        about="Every role and every naming on a record that counts today, and who confirmed it when.",
    ),
    Entry(
        OWN_PAGES,
        "Permission matrix",
        "partnership:permissions",
        "user",
        about="Who may do what, in words, as the portal applies it today.",
    ),
    Entry(
        "plan",
        "Money",
        "partnership:money-year-list",
        "money",
        about="Contributions, budget and reserves of a financial year on one page, with their totals.",
    ),
    Entry(
        "directory",
        "Governance tree",
        "partnership:governance",
        "group",
        about="Which group reports to which, who chairs it and when it meets next.",
    ),
    Entry(
        "directory",
        "Merge or replace agencies",
        "partnership:agency-merge",
        "agency",
        verb="change",
        about="When one agency takes over from another: what moves, and what stays with the old one.",
    ),
    Entry(
        "directory",
        "Users and roles",
        "partnership:user-list",
        "user",
        about="Who can sign in, what each may do, and why somebody cannot see a page.",
    ),
    Entry(
        "actions",
        "Moved dates",
        "partnership:action-with-a-moved-date-list",
        "action",
        about="How often and how far the due dates of actions have moved.",
    ),
    Entry(
        "actions",
        "Waiting for impact",
        "partnership:action-without-impact-list",
        "action",
        about="Complete actions that do not say yet what difference they made.",
    ),
    *_workbook("actions"),
    *_workbook("plan"),
)
