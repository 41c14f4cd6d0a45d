"""target profiles

A target says how it is spread over its months: evenly, as the year before, or as it was typed.

Revision ID: 0006
Revises: 0005
Create Date: 2026-11-22 09:45:00.000000
"""

import sqlalchemy as sa
from alembic import op

title = "Objectifs mois par mois"
revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

EVEN, TYPED = "regulier", "saisi"


def upgrade() -> None:
    op.add_column(
        "target",
        sa.Column("profile_kind", sa.String(length=32), nullable=False, server_default=EVEN),
    )
    target = sa.table("target", sa.column("profile_kind"), sa.column("profile", sa.JSON))
    op.execute(sa.update(target).where(target.c.profile.is_not(None)).values(profile_kind=TYPED))
    with op.batch_alter_table("target", schema=None) as batch_op:
        batch_op.alter_column(
            "profile_kind", existing_type=sa.String(length=32), server_default=None
        )


def downgrade() -> None:
    with op.batch_alter_table("target", schema=None) as batch_op:
        batch_op.drop_column("profile_kind")
