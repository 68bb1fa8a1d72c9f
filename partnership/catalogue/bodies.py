"""The directory: boards, agencies, groups, seats, people."""

from django.db.models import F

from partnership import filters, models, panel_tables, tables
from partnership.catalogue.panels import RECOMMENDATIONS
from partnership.enums import OPEN_ACTIONS
from partnership.forms import bodies as forms
from partnership.pages import AgencyPage, GroupPage, SeatPage
from partnership.registers import Panel, Register

REGISTERS = (
    Register(
        model=models.Agency,
        noun="agency",
        plural="agencies",
        place="directory",
        about="Partner organisations. Agencies merge and are replaced; their history keeps the old one.",
        table=tables.AgencyTable,
        filterset=filters.AgencyFilter,
        related=("replaced_by",),
        facts=(
            "code",
            ("category", "Kind"),
            "statutory_partner",
            ("active_from", "From"),
            ("active_to", "To"),
            "replaced_by",
        ),
        panels=(
            Panel(
                "Contributions",
                panel_tables.AgencyContributionTable,
                lambda row: row.contributions.select_related("board", "agency").order_by("-financial_year", "board"),
            ),
            Panel(
                "Open actions",
                panel_tables.PlanActionTable,
                lambda row: (
                    row.actions.filter(status__in=OPEN_ACTIONS)
                    .select_related("plan__record", "agency")
                    .order_by("due_on", "pk")
                ),
            ),
            Panel("Seats", panel_tables.AgencySeatTable, lambda row: row.seats.select_related("group")),
            Panel("People", tables.PersonTable, lambda row: row.people.select_related("agency"), without=("agency",)),
        ),
        page=AgencyPage,
        form=forms.AgencyForm,
    ),
    Register(
        model=models.Person,
        noun="person",
        plural="people",
        place="directory",
        about="Everybody who holds a seat or owns an action.",
        table=tables.PersonTable,
        filterset=filters.PersonFilter,
        related=("agency", "user"),
        facts=("agency", ("user", "Account")),
        panels=(
            Panel(
                "Seats now and before",
                tables.PersonSeatTable,
                lambda row: row.tenures.select_related("seat__group").order_by(
                    F("ends_on").desc(nulls_first=True), "-pk"
                ),
            ),
        ),
        form=forms.PersonForm,
    ),
    Register(
        model=models.Group,
        noun="group",
        plural="groups",
        place="directory",
        about="Boards, executives, subgroups, panels and forums, and to whom each reports.",
        table=tables.GroupTable,
        filterset=filters.GroupFilter,
        related=("parent",),
        facts=(
            ("group_kind", "Kind"),
            ("parent", "Reports to"),
            "also_reports_to",
            ("meetings_per_year", "Meetings a year"),
            ("starts_on", "From"),
            ("ends_on", "To"),
        ),
        texts=("purpose",),
        panels=(
            Panel(
                "Seats",
                panel_tables.GroupSeatTable,
                lambda row: row.seats.select_related("group", "agency").prefetch_related("tenures__person"),
            ),
            Panel(
                "Meetings",
                tables.MeetingTable,
                lambda row: row.meetings.select_related("group").order_by("-held_on"),
                without=("group",),
            ),
            RECOMMENDATIONS,
        ),
        page=GroupPage,
        form=forms.GroupForm,
    ),
    Register(
        model=models.Seat,
        noun="seat",
        plural="seats",
        place="directory",
        about="Places on groups, and for which agency each is held.",
        table=tables.SeatTable,
        filterset=filters.SeatFilter,
        related=("agency",),
        facts=("group", "agency", "role", "job_title", ("starts_on", "From"), ("ends_on", "To")),
        page=SeatPage,
        form=forms.SeatForm,
    ),
    Register(
        model=models.Board,
        noun="board",
        plural="boards",
        place="directory",
        about="The statutory bodies that the business unit serves.",
        table=tables.BoardTable,
        filterset=filters.BoardsFilter,
        facts=("code", "kind", "area", ("year_start_month", "First month of its year"), "website", "email", "phone"),
        texts=("vision", "strategic_aims", "legal_basis"),
        form=forms.BoardForm,
    ),
)
