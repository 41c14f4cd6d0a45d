"""journal chain

Each line follows the one before it in its centre, those already written as well as the next; the
database itself refuses to change or delete one, but for the erasing of its content.

Alembic copies a table to alter it on SQLite: whoever alters ``journal`` later makes the triggers
again.

Revision ID: 0004
Revises: 0003
Create Date: 2026-11-22 09:12:00.000000
"""

import secrets
from datetime import UTC

import sqlalchemy as sa
from alembic import op

from domain.chain import START, Head, Link, content_digest, line_digest

title = "Journal enchaîné"
revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

REFUSED = "Le journal ne se modifie pas."
KEPT = (
    *("id", "at", "account_id", "centre_id", "action", "row_table", "row_id"),
    *("rank", "content_digest", "digest"),
)
ERASING = (
    'NEW."before" IS NULL AND NEW."after" IS NULL AND NEW."salt" IS NULL '
    'AND NEW."erased_at" IS NOT NULL AND OLD."erased_at" IS NULL'
)

journal = sa.table(
    "journal",
    sa.column("id", sa.Integer),
    sa.column("at", sa.DateTime(timezone=True)),
    sa.column("account_id", sa.Integer),
    sa.column("centre_id", sa.Integer),
    sa.column("action", sa.String),
    sa.column("row_table", sa.String),
    sa.column("row_id", sa.String),
    sa.column("before", sa.JSON(none_as_null=True)),
    sa.column("after", sa.JSON(none_as_null=True)),
    sa.column("rank", sa.Integer),
    sa.column("salt", sa.String),
    sa.column("content_digest", sa.String),
    sa.column("digest", sa.String),
)


def upgrade() -> None:
    head = op.create_table(
        "journal_head",
        sa.Column("chain", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("lines", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("chain", name=op.f("pk_journal_head")),
    )
    with op.batch_alter_table("journal", schema=None) as batch_op:
        batch_op.add_column(sa.Column("rank", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("salt", sa.String(length=32), nullable=True))
        batch_op.add_column(sa.Column("content_digest", sa.String(length=64), nullable=True))
        batch_op.add_column(sa.Column("digest", sa.String(length=64), nullable=True))
        batch_op.add_column(sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.drop_index(batch_op.f("ix_journal_centre_id_at"))
        batch_op.create_index(
            batch_op.f("ix_journal_centre_id_at_account_id"), ["centre_id", "at", "account_id"]
        )
    _chain_what_is_written(head)
    with op.batch_alter_table("journal", schema=None) as batch_op:
        batch_op.alter_column("rank", existing_type=sa.Integer(), nullable=False)
        batch_op.alter_column(
            "content_digest", existing_type=sa.String(length=64), nullable=False
        )
        batch_op.alter_column("digest", existing_type=sa.String(length=64), nullable=False)
    _forbid_changes()


def _chain_what_is_written(head: sa.Table) -> None:
    connection = op.get_bind()
    heads: dict[int, Head] = {}
    changes = []
    for row in connection.execute(sa.select(journal).order_by(journal.c.id)).all():
        chain = row.centre_id or 0
        link = _linked(row, heads.get(chain, Head(0, START)))
        heads[chain] = Head(link.rank, link.digest)
        changes.append(
            {
                "line": link.id,
                "new_rank": link.rank,
                "new_salt": link.salt,
                "new_content": link.content_digest,
                "new_digest": link.digest,
            }
        )
    if changes:
        statement = (
            sa.update(journal)
            .where(journal.c.id == sa.bindparam("line"))
            .values(
                rank=sa.bindparam("new_rank"),
                salt=sa.bindparam("new_salt"),
                content_digest=sa.bindparam("new_content"),
                digest=sa.bindparam("new_digest"),
            )
        )
        connection.execute(statement, changes)
        rows = [{"chain": chain, **one._asdict()} for chain, one in heads.items()]
        connection.execute(sa.insert(head), rows)


def _linked(row: sa.Row, head: Head) -> Link:
    salt = secrets.token_hex(16)
    link = Link(
        id=row.id,
        rank=head.lines + 1,
        at=row.at if row.at.tzinfo else row.at.replace(tzinfo=UTC),
        account_id=row.account_id,
        centre_id=row.centre_id,
        action=row.action,
        row_table=row.row_table,
        row_id=row.row_id,
        before=row.before,
        after=row.after,
        salt=salt,
        erased_at=None,
        content_digest=content_digest(salt, row.before, row.after),
        digest="",
    )
    return link._replace(digest=line_digest(head.digest, link))


def _forbid_changes() -> None:
    if op.get_bind().dialect.name == "sqlite":
        same = " AND ".join(f'NEW."{name}" IS OLD."{name}"' for name in KEPT)
        refuse = f"BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END"
        op.execute(
            f"CREATE TRIGGER journal_update BEFORE UPDATE ON journal "
            f"WHEN NOT ({same} AND {ERASING}) {refuse}"
        )
        op.execute(f"CREATE TRIGGER journal_delete BEFORE DELETE ON journal {refuse}")
        return
    same = " AND ".join(f'NEW."{name}" IS NOT DISTINCT FROM OLD."{name}"' for name in KEPT)
    op.execute(
        "CREATE FUNCTION journal_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{REFUSED}'; END $$"
    )
    op.execute(
        "CREATE TRIGGER journal_update BEFORE UPDATE ON journal FOR EACH ROW "
        f"WHEN (NOT ({same} AND {ERASING})) EXECUTE FUNCTION journal_refuse()"
    )
    for name, event, each in (("delete", "DELETE", "ROW"), ("truncate", "TRUNCATE", "STATEMENT")):
        op.execute(
            f"CREATE TRIGGER journal_{name} BEFORE {event} ON journal FOR EACH {each} "
            "EXECUTE FUNCTION journal_refuse()"
        )


def downgrade() -> None:
    on_journal = "" if op.get_bind().dialect.name == "sqlite" else " ON journal"
    op.execute(f"DROP TRIGGER journal_update{on_journal}")
    op.execute(f"DROP TRIGGER journal_delete{on_journal}")
    if on_journal:
        op.execute("DROP TRIGGER journal_truncate ON journal")
        op.execute("DROP FUNCTION journal_refuse()")
    with op.batch_alter_table("journal", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_journal_centre_id_at_account_id"))
        batch_op.create_index(batch_op.f("ix_journal_centre_id_at"), ["centre_id", "at"])
        for name in ("erased_at", "digest", "content_digest", "salt", "rank"):
            batch_op.drop_column(name)
    op.drop_table("journal_head")
