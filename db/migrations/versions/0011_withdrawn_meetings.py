"""withdrawn meetings

When a meeting was announced no more, for the calendars that hold it.

Revision ID: 0011
Revises: 0010
Create Date: 2026-11-22 15:43:00.000000
"""

import sqlalchemy as sa
from alembic import op

title = "Rencontres retirées de l’agenda public"
revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("meeting", sa.Column("withdrawn_at", sa.DateTime(timezone=True)))


def downgrade() -> None:
    op.drop_column("meeting", "withdrawn_at")
