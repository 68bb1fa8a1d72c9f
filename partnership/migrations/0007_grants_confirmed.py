"""When somebody last found a grant of access still right, and who did."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('partnership', '0006_two_people'),
    ]

    operations = [
        migrations.AddField(
            model_name='historicalrolegrant',
            name='confirmed_by',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='historicalrolegrant',
            name='confirmed_on',
            field=models.DateField(blank=True, null=True, verbose_name='last confirmed'),
        ),
        migrations.AddField(
            model_name='rolegrant',
            name='confirmed_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='rolegrant',
            name='confirmed_on',
            field=models.DateField(blank=True, null=True, verbose_name='last confirmed'),
        ),
        migrations.AddConstraint(
            model_name='rolegrant',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('confirmed_by', None), ('confirmed_on', None)), models.Q(('confirmed_by__isnull', False), ('confirmed_on__isnull', False)), _connector='OR'), name='grant_confirmed_whole'),
        ),
    ]
