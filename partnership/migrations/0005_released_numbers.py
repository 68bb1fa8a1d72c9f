import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('partnership', '0004_conflicts_and_learning'),
    ]

    operations = [
        migrations.CreateModel(
            name='ReleasedNumbers',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('subject', models.CharField(max_length=40)),
                ('scope', models.CharField(max_length=300)),
                ('edition', models.CharField(max_length=300)),
                ('numbers', models.JSONField()),
                ('made_at', models.DateTimeField(auto_now_add=True)),
                ('board', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='released_numbers', to='partnership.board')),
            ],
            options={
                'verbose_name_plural': 'released numbers',
                'ordering': ['made_at', 'id'],
                'constraints': [models.UniqueConstraint(fields=('subject', 'board', 'scope', 'edition'), name='released_numbers_once')],
            },
        ),
    ]
