"""accounts

Links to choose a password, e-mails that identify, last sign-in, and the first start.

Revision ID: 0010
Revises: 0009
Create Date: 2026-11-22 15:20:00.000000
"""

import sqlalchemy as sa
from alembic import op

title = "Comptes\u00a0: invitations et identités"
revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "account_link",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("centre_id", sa.Integer(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("token_digest", sa.String(length=64), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_account_link_account_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["centre_id"], ["centre.id"], name=op.f("fk_account_link_centre_id_centre")
        ),
        sa.ForeignKeyConstraint(
            ["made_by"], ["account.id"], name=op.f("fk_account_link_made_by_account")
        ),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_account_link")),
        sa.UniqueConstraint("token_digest", name=op.f("uq_account_link_token_digest")),
    )
    op.create_index(op.f("ix_account_link_centre_id"), "account_link", ["centre_id"])
    op.add_column("account", sa.Column("last_sign_in_at", sa.DateTime(timezone=True)))
    op.execute("UPDATE account SET email = lower(email) WHERE email IS NOT NULL")
    op.create_index(op.f("ix_account_email"), "account", ["email"], unique=True)
    op.add_column("sign_in_session", sa.Column("identity_digest", sa.String(length=64)))
    op.create_index(
        op.f("ix_sign_in_session_identity_digest"),
        "sign_in_session",
        ["identity_digest"],
        unique=True,
    )
    op.add_column("installation", sa.Column("first_start_digest", sa.String(length=64)))


def downgrade() -> None:
    op.drop_column("installation", "first_start_digest")
    op.drop_index(op.f("ix_sign_in_session_identity_digest"), table_name="sign_in_session")
    op.drop_column("sign_in_session", "identity_digest")
    op.drop_index(op.f("ix_account_email"), table_name="account")
    op.drop_column("account", "last_sign_in_at")
    op.drop_index(op.f("ix_account_link_centre_id"), table_name="account_link")
    op.drop_table("account_link")
