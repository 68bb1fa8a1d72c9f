"""The ground floor's registers, declared: one module a part of the menu."""

from partnership.catalogue import assurance, bodies, money, plan, work

REGISTERS = (*work.REGISTERS, *plan.REGISTERS, *assurance.REGISTERS, *money.REGISTERS, *bodies.REGISTERS)
