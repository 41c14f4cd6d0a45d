"""difference notes

What a team says of a difference between its figures, and the figures as they were then.

Revision ID: 0007
Revises: 0006
Create Date: 2026-11-22 09:48:00.000000
"""

import sqlalchemy as sa
from alembic import op

title = "Écarts expliqués"
revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "difference_note",
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("centre_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("told", sa.String(), nullable=False),
        sa.Column("figures", sa.JSON(none_as_null=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["centre_id"], ["centre.id"], name=op.f("fk_difference_note_centre_id_centre")
        ),
        sa.ForeignKeyConstraint(
            ["created_by"], ["account.id"], name=op.f("fk_difference_note_created_by_account")
        ),
        sa.ForeignKeyConstraint(
            ["updated_by"], ["account.id"], name=op.f("fk_difference_note_updated_by_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_difference_note")),
        sa.UniqueConstraint(
            "centre_id", "year", "key", name=op.f("uq_difference_note_centre_id_year_key")
        ),
    )


def downgrade() -> None:
    op.drop_table("difference_note")
