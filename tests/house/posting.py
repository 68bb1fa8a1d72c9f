"""What a browser would send for a form that nobody has touched."""

from typing import Any

from django.forms import CheckboxInput
from django.test import Client

from partnership.registers import Register


def posted(form: Any) -> dict[str, Any]:
    """The fields of a rendered form with the values that stand in them."""
    data: dict[str, Any] = {}
    for field in form:
        value = field.value()
        if isinstance(field.field.widget, CheckboxInput):
            value = "on" if value else None
        if value is not None:
            data[field.html_name] = [getattr(one, "pk", one) for one in value] if isinstance(value, list) else value
    return data


def changed(client: Client, register: Register, pk: int, **fields: Any) -> Any:
    """Load the change page of a row and send its form back, with these fields written anew."""
    address = register.address("change", pk)
    page = client.get(address)
    assert page.status_code == 200, address
    return client.post(address, {**posted(page.context["form"]), **fields})
