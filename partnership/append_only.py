"""Tables that only grow: the database itself refuses to change or delete a row of them.

`install` is called by the migration that makes such a table, and again by every later one that alters it: SQLite
rebuilds an altered table and drops its triggers (a test asks for them). `remove` is for tests that empty the tables.
"""

from django.db.backends.base.base import BaseDatabaseWrapper

_SQLITE = {
    "no_update": "CREATE TRIGGER {name} BEFORE UPDATE ON {table} BEGIN SELECT RAISE(ABORT, '{table} only grows'); END",
    "no_delete": "CREATE TRIGGER {name} BEFORE DELETE ON {table} BEGIN SELECT RAISE(ABORT, '{table} only grows'); END",
}
_POSTGRESQL = {
    "no_change": "CREATE TRIGGER {name} BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION only_grows()",
    "no_truncate": "CREATE TRIGGER {name} BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION only_grows()",
}
_REFUSE = """
CREATE OR REPLACE FUNCTION only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '% only grows', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation'; END $$
"""
_STANDING = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE tgenabled <> 'D' AND tgrelid = %s::regclass",
}


def install(connection: BaseDatabaseWrapper, table: str) -> None:
    """Let the table only grow from now on; a second time changes nothing."""
    remove(connection, table)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_REFUSE)
        for name, statement in _triggers(connection, table).items():
            cursor.execute(statement.format(name=name, table=table))


def remove(connection: BaseDatabaseWrapper, table: str) -> None:
    """Let rows of the table be changed and deleted."""
    of_table = f" ON {table}" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        for name in _triggers(connection, table):
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{of_table}")


def is_installed(connection: BaseDatabaseWrapper, table: str) -> bool:
    """Whether the database refuses every change of the table's rows."""
    with connection.cursor() as cursor:
        cursor.execute(_STANDING[connection.vendor], [table])
        standing = {name for (name,) in cursor.fetchall()}
    return set(_triggers(connection, table)) <= standing


def _triggers(connection: BaseDatabaseWrapper, table: str) -> dict[str, str]:
    statements = _POSTGRESQL if connection.vendor == "postgresql" else _SQLITE
    return {f"{table}_{name}": statement for name, statement in statements.items()}
