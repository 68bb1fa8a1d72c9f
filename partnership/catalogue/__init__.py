"""The ground floor's registers, declared: one module a part of the menu."""

from partnership.catalogue import assurance, bodies, challenge, learning, meetings, money, plan, work

REGISTERS = (
    *meetings.REGISTERS,
    *work.REGISTERS,
    *learning.REGISTERS,
    *plan.REGISTERS,
    *challenge.REGISTERS,
    *assurance.REGISTERS,
    *money.REGISTERS,
    *bodies.REGISTERS,
)
