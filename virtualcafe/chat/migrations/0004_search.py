from django.db import migrations, models

from virtualcafe.chat.search import index
from virtualcafe.lib import bulk

CHUNK = 500


def fill(apps, schema_editor):
    index.create(schema_editor.connection)
    messages = apps.get_model("chat", "Message").objects.filter(deleted_at=None)
    rows = messages.order_by("pk").values_list("pk", "stream", "sender", "content")
    entries = [index.Entry(*row) for row in rows[:CHUNK]]
    while entries:
        bulk.run(index.adding(entries))
        entries = [index.Entry(*row) for row in rows.filter(pk__gt=entries[-1].message_id)[:CHUNK]]


def empty(apps, schema_editor):
    index.drop(schema_editor.connection)


class Migration(migrations.Migration):
    """What was said before can be searched too."""

    dependencies = [
        ("chat", "0003_messages_under_lock"),
    ]

    operations = [
        migrations.RemoveIndex(model_name="message", name="message_thread"),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(
                condition=models.Q(("thread__isnull", False)),
                fields=["thread", "seq"],
                name="message_thread_seq",
            ),
        ),
        migrations.RunPython(fill, empty),
    ]
