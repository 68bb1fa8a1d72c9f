"""The editions of law and guidance that are delivered with the portal, with their kinds, criteria and clocks."""

from django.db import migrations

from reviews.services.statute import load_statute


def load(apps, schema_editor):
    load_statute(apps.get_model)


class Migration(migrations.Migration):
    dependencies = [("reviews", "0003_from_referral_to_publication")]

    operations = [migrations.RunPython(load, migrations.RunPython.noop, elidable=False)]
