"""public agenda

What a centre announces to the public: its own choice, then each meeting’s.

Revision ID: 0008
Revises: 0007
Create Date: 2026-11-22 11:56:00.000000
"""

import sqlalchemy as sa
from alembic import op

title = "Agenda public"
revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "centre", sa.Column("public_agenda", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.add_column(
        "meeting", sa.Column("announced", sa.Boolean(), nullable=False, server_default=sa.false())
    )


def downgrade() -> None:
    op.drop_column("meeting", "announced")
    op.drop_column("centre", "public_agenda")
