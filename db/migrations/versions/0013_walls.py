"""walls

On PostgreSQL, a transaction reaches the rows of the centres it was begun for (``db.walls``), whatever
its statements ask for; of none, where nobody said. SQLite has no such thing.

A migration that makes a table says here what wall it has: ``tests/db/test_walls.py`` holds each table
to one.

Revision ID: 0013
Revises: 0012
Create Date: 2026-11-22 16:30:00.000000
"""

from alembic import op

title = "Centres séparés par PostgreSQL"
revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

OF_A_CENTRE = (
    *("audience_figure", "difference_note", "draft", "meeting", "merge", "month_closing"),
    *("not_a_double", "organisation", "person", "person_writing", "presentation", "programme"),
    *("public_access", "publication", "scenario", "series", "share_link", "silenced_rule"),
    *("speaker_note", "submission", "target", "testimonial", "theme", "year_figure"),
)
# Their rows are reached with the row they hang on, by this key.
HANGING = {
    "attendance": "meeting",
    "meeting_organisation": "meeting",
    "meeting_territory": "meeting",
    "meeting_theme": "meeting",
    "person_consent": "person",
}
WALLED = ("centre", "journal", "membership", *OF_A_CENTRE, *HANGING)

TOLD = "current_setting('maillage.centres', true)"
EVERY = f"{TOLD} = '*'"
NAMED = f"string_to_array(nullif({TOLD}, '*'), ',')::integer[]"
# Read once a statement, not once a row: hence the SELECT. Nothing beside it, so that an index serves.
OWN = "centre_id = ANY ((SELECT maillage_centres())::integer[])"


def upgrade() -> None:
    if op.get_bind().dialect.name != "postgresql":
        return
    op.execute(
        "CREATE FUNCTION maillage_centres() RETURNS integer[] STABLE PARALLEL SAFE LANGUAGE sql "
        f"RETURN CASE WHEN {EVERY} THEN (SELECT array_agg(id) FROM centre) ELSE {NAMED} END"
    )
    for table in WALLED:
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    _allow("centre", f"USING ({EVERY} OR id = ANY ({NAMED}))")
    for table in OF_A_CENTRE:
        _allow(table, f"USING ({OWN})")
    for table, parent in HANGING.items():
        # Hashed once a statement. EXISTS is looked up row by row: five times slower on a large centre.
        there = f"{parent}_id IN (SELECT id FROM {parent})"
        _allow(table, f"USING ((SELECT {EVERY}) OR {there})")
    _allow("journal", f"USING ({EVERY} OR {OWN}) WITH CHECK (centre_id IS NULL OR {OWN})")
    # Who administers an account depends on all the centres it belongs to.
    _allow("membership", "FOR SELECT USING (true)", name="read")
    _allow("membership", f"USING ({OWN})")


def _allow(table: str, what: str, name: str = "wall") -> None:
    op.execute(f"CREATE POLICY {name} ON {table} {what}")


def downgrade() -> None:
    if op.get_bind().dialect.name != "postgresql":
        return
    op.execute("DROP POLICY read ON membership")
    for table in WALLED:
        op.execute(f"DROP POLICY wall ON {table}")
        op.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")
    op.execute("DROP FUNCTION maillage_centres()")
