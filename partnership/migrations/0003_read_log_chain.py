"""The read log becomes a chain: what was written before is numbered in its order and hashed, and from then on it only grows."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

from partnership import append_only
from partnership.read_chain import BEGINNING, hash_of

TABLE = 'partnership_readentry'
AT_ONCE = 500
CHAINED = ['number', 'verb', 'previous_hash', 'entry_hash']


def chain(apps, schema_editor):
    """Number and hash the entries that exist, oldest first. What an export left says so in its address."""
    entries = apps.get_model('partnership', 'ReadEntry').objects
    number, previous, done = 0, BEGINNING, []
    for entry in entries.order_by('read_at', 'id').iterator(chunk_size=AT_ONCE):
        number += 1
        entry.number, entry.previous_hash = number, previous
        entry.verb = 'exported' if 'format=' in entry.address else 'opened'
        entry.entry_hash = previous = hash_of(entry)
        done.append(entry)
    entries.bulk_update(done, CHAINED, batch_size=AT_ONCE)
    apps.get_model('partnership', 'ReadLogHead').objects.create(pk=1, number=number, entry_hash=previous)


def close(apps, schema_editor):
    append_only.install(schema_editor.connection, TABLE)


def reopen(apps, schema_editor):
    append_only.remove(schema_editor.connection, TABLE)


class Migration(migrations.Migration):

    dependencies = [
        ('partnership', '0002_maintained_in_the_browser'),
    ]

    operations = [
        migrations.CreateModel(
            name='ReadLogHead',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveBigIntegerField(default=0)),
                ('entry_hash', models.CharField(default=BEGINNING, max_length=64)),
            ],
        ),
        migrations.AddField('readentry', 'number', models.PositiveBigIntegerField(null=True)),
        migrations.AddField('readentry', 'verb', models.CharField(choices=[('opened', 'Opened'), ('exported', 'Exported'), ('printed', 'Printed'), ('downloaded', 'Downloaded')], default='opened', max_length=10, verbose_name='what was done')),
        migrations.AddField('readentry', 'role', models.CharField(blank=True, default='', max_length=100, verbose_name='in which role'), preserve_default=False),
        migrations.AddField('readentry', 'visibility', models.CharField(blank=True, choices=[('public', 'Public'), ('partnership', 'Partnership'), ('restricted', 'Restricted'), ('sealed', 'Sealed')], default='', max_length=12, verbose_name='class at the time'), preserve_default=False),
        migrations.AddField('readentry', 'reason', models.CharField(blank=True, default='', max_length=300), preserve_default=False),
        migrations.AddField('readentry', 'previous_hash', models.CharField(max_length=64, null=True)),
        migrations.AddField('readentry', 'entry_hash', models.CharField(max_length=64, null=True)),
        migrations.RunPython(chain, migrations.RunPython.noop),
        migrations.AlterField('readentry', 'number', models.PositiveBigIntegerField(unique=True)),
        migrations.AlterField('readentry', 'previous_hash', models.CharField(max_length=64, unique=True)),
        migrations.AlterField('readentry', 'entry_hash', models.CharField(max_length=64)),
        migrations.AlterField('readentry', 'read_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='when')),
        migrations.AlterField('readentry', 'record', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='read_entries', to='partnership.record')),
        migrations.AlterModelOptions('readentry', {'ordering': ['-number'], 'verbose_name_plural': 'read entries'}),
        migrations.AddIndex('readentry', models.Index(fields=['read_at'], name='read_entry_read_at')),
        migrations.AddConstraint('readentry', models.CheckConstraint(condition=models.Q(('verb__in', ['opened', 'exported', 'printed', 'downloaded'])), name='read_entry_verb_known')),
        migrations.RunPython(close, reopen),
        migrations.RemoveConstraint('message', 'message_kind_known'),
        migrations.AlterField('message', 'kind', models.CharField(choices=[('invitation', 'Invitation to the portal'), ('due', 'What falls due in 14, 7 and 1 days'), ('overdue', 'What is overdue, weekly'), ('asked', 'Questions to me and answers to mine'), ('read_log', 'Who opened restricted records, monthly')], max_length=10)),
        migrations.AlterField('messagerefusal', 'kind', models.CharField(choices=[('invitation', 'Invitation to the portal'), ('due', 'What falls due in 14, 7 and 1 days'), ('overdue', 'What is overdue, weekly'), ('asked', 'Questions to me and answers to mine'), ('read_log', 'Who opened restricted records, monthly')], max_length=10)),
        migrations.AddConstraint('message', models.CheckConstraint(condition=models.Q(('kind__in', ['invitation', 'due', 'overdue', 'asked', 'read_log'])), name='message_kind_known')),
    ]
