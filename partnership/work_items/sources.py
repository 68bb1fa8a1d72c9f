"""Every kind of work of the ground floor, in the order in which equal days stand."""

from partnership.work_items.actions import actions_asked, requests_asked
from partnership.work_items.grant_checks import grants_to_confirm
from partnership.work_items.meetings import meetings_asked, minutes_asked
from partnership.work_items.recommendations import answers_asked
from partnership.work_items.registers import policies_asked, risks_asked
from partnership.work_items.returns import returns_asked
from partnership.work_items.second_person import second_person_asked

WORK_SOURCES = (
    requests_asked,
    minutes_asked,
    meetings_asked,
    actions_asked,
    returns_asked,
    risks_asked,
    policies_asked,
    answers_asked,
    second_person_asked,
    grants_to_confirm,
)
