"""sharing

Links to a page of figures, and who may read the public data of a centre.

Revision ID: 0009
Revises: 0008
Create Date: 2026-11-22 12:00:00.000000
"""

import sqlalchemy as sa
from alembic import op

title = "Liens de partage et données publiques"
revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def _edited() -> tuple[sa.Column, ...]:
    return (
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
    )


def _keys(table: str) -> tuple[sa.ForeignKeyConstraint, ...]:
    return tuple(
        sa.ForeignKeyConstraint(
            [column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}_{target}")
        )
        for column, target in (
            ("centre_id", "centre"),
            ("created_by", "account"),
            ("updated_by", "account"),
        )
    )


def upgrade() -> None:
    op.create_table(
        "share_link",
        *_edited(),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("centre_id", sa.Integer(), nullable=False),
        sa.Column("token_digest", sa.String(length=64), nullable=False),
        sa.Column("recipient", sa.String(length=120), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("month", sa.Integer(), nullable=True),
        sa.Column("territory_id", sa.Integer(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("opened_on", sa.Date(), nullable=True),
        sa.Column("openings", sa.Integer(), nullable=False),
        *_keys("share_link"),
        sa.ForeignKeyConstraint(
            ["territory_id"], ["territory.id"], name=op.f("fk_share_link_territory_id_territory")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_share_link")),
        sa.UniqueConstraint("token_digest", name=op.f("uq_share_link_token_digest")),
    )
    op.create_index(op.f("ix_share_link_centre_id"), "share_link", ["centre_id"])
    op.create_table(
        "public_access",
        *_edited(),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("centre_id", sa.Integer(), nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("key_digest", sa.String(length=64), nullable=True),
        sa.Column("key_since", sa.DateTime(timezone=True), nullable=True),
        *_keys("public_access"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_public_access")),
        sa.UniqueConstraint("centre_id", name=op.f("uq_public_access_centre_id")),
    )


def downgrade() -> None:
    op.drop_table("public_access")
    op.drop_index(op.f("ix_share_link_centre_id"), table_name="share_link")
    op.drop_table("share_link")
