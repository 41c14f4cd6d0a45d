"""personal data

Where the proof of a consent is, and how long a centre keeps names.

Revision ID: 0012
Revises: 0011
Create Date: 2026-11-22 16:10:00.000000
"""

import sqlalchemy as sa
from alembic import op

title = "Données personnelles\u00a0: preuves des accords, durée de conservation"
revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("testimonial", sa.Column("consent_reference", sa.String(length=200)))
    op.add_column("person_consent", sa.Column("reference", sa.String(length=200)))
    op.add_column("centre", sa.Column("retention_years", sa.Integer()))


def downgrade() -> None:
    op.drop_column("centre", "retention_years")
    op.drop_column("person_consent", "reference")
    op.drop_column("testimonial", "consent_reference")
