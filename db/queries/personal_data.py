"""Read all that a centre holds about a person, and who should be forgotten. For directors."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from typing import Any

from sqlalchemy import and_, or_, select
from sqlmodel import Session, col

from db.models import (
    Account,
    Centre,
    Journal,
    Meeting,
    Membership,
    Organisation,
    Person,
    PersonConsent,
    PersonWriting,
    Testimonial,
)
from db.naming import TEXTS, is_hidden, known_as, person_merges, with_those_merged
from db.queries import directory
from db.queries.names import names
from db.queries.people_file import read_came
from db.retention import unseen
from domain import history
from domain.document_kinds import NAMING, DocumentKind
from domain.journal_rows import ROWS
from domain.journal_words import LABELS
from domain.naming import Directory, Known, is_named, may_be_named, texts
from domain.personal_data import Agreed, Held, Place, Said, to_use
from domain.retention import Unseen, limit
from domain.roles import Role
from domain.searching import alphabetical

# Whether a text names who is looked for, or may; None when it does not.
Judge = Callable[[str], bool | None]

LOWEST = NAMING[DocumentKind.PEOPLE]


def held(session: Session, *, centre_id: int, person_id: int, role: Role) -> Held | None:
    """With what came from the sheets merged into this one; None when there is no such person."""
    sheet = directory.person(session, centre_id=centre_id, person_id=person_id)
    if role < LOWEST or sheet is None:
        return None
    rows = sorted(with_those_merged([person_id], person_merges(session, centre_id)))
    person = known_as(session, {person_id: rows})[person_id]
    return Held(
        line=sheet.line,
        made_at=session.get_one(Person, person_id).created_at,
        came=read_came(
            session,
            col(Person.id) == person_id,
            col(Meeting.centre_id) == centre_id,
            col(Meeting.deleted_at).is_(None),
        ),
        consents=_consents(session, person_id),
        testimonials=tuple(_testimonials(session, centre_id, person)),
        writings=_writings(session, person_id),
        places=tuple(_places(session, centre_id, partial(_sureness, person))),
        past=_past(session, centre_id, rows),
    )


def retention_years(session: Session, *, centre_id: int) -> int | None:
    """The duration that the centre chose, in years without a meeting."""
    statement = select(col(Centre.retention_years)).where(col(Centre.id) == centre_id)
    years: int | None = session.execute(statement).scalar()
    return years


def past_retention(
    session: Session, *, centre_id: int, role: Role, today: date
) -> tuple[Unseen, ...]:
    """Those whose names are kept longer than the centre wants, by name."""
    years = retention_years(session, centre_id=centre_id)
    if role < LOWEST or years is None:
        return ()
    found = session.execute(unseen(centre_id, limit(today, years))).all()
    homes = dict(
        session.execute(
            select(col(Organisation.id), col(Organisation.name)).where(
                col(Organisation.centre_id) == centre_id
            )
        ).all()
    )
    in_order = sorted(found, key=lambda row: alphabetical(row[0].last_name, row[0].first_name))
    return tuple(_unseen(person, last_seen, homes) for person, last_seen in in_order)


def texts_past_retention(
    session: Session, *, centre_id: int, role: Role, today: date
) -> tuple[Place, ...]:
    """The texts that name one of them, which anonymising them leaves as they are."""
    found = past_retention(session, centre_id=centre_id, role=role, today=today)
    merges = person_merges(session, centre_id)
    rows = {one.id: with_those_merged([one.id], merges) for one in found}
    if not found:
        return ()
    names_one = Directory(known_as(session, rows).values()).names_one
    return tuple(_places(session, centre_id, lambda text: names_one(text) or None))


def _unseen(person: Person, last_seen: date | None, homes: dict[int, str]) -> Unseen:
    return Unseen(
        person.id or 0,
        f"{person.first_name} {person.last_name}".strip(),
        homes.get(person.organisation_id or 0),
        last_seen,
        person.created_at,
        person.deleted_at,
    )


def _consents(session: Session, person_id: int) -> tuple[Agreed, ...]:
    statement = (
        select(PersonConsent)
        .where(col(PersonConsent.person_id) == person_id, col(PersonConsent.deleted_at).is_(None))
        .order_by(col(PersonConsent.given_on), col(PersonConsent.id))
    )
    return tuple(
        Agreed(
            *(row.purpose, row.given_on, row.channel, row.reference),
            *(None, row.withdrawn_on, row.id),
        )
        for row in session.scalars(statement)
    )


def _testimonials(session: Session, centre_id: int, person: Known) -> Iterator[Said]:
    """Those signed with the name: the author is a text, not a row of the directory."""
    statement = (
        select(Testimonial)
        .where(
            col(Testimonial.centre_id) == centre_id,
            col(Testimonial.author).is_not(None),
            col(Testimonial.deleted_at).is_(None),
        )
        .order_by(col(Testimonial.year), col(Testimonial.month), col(Testimonial.id))
    )
    for row in session.scalars(statement):
        if is_named(person, row.author or ""):
            agreed = Agreed(
                to_use(row.consent),
                *(row.consent_on, row.consent_channel, row.consent_reference),
                *(row.consent_until, row.withdrawn_on),
            )
            yield Said(row.id or 0, row.year, row.month, row.body, agreed)


def _writings(session: Session, person_id: int) -> tuple[str, ...]:
    statement = select(col(PersonWriting.writing)).where(col(PersonWriting.person_id) == person_id)
    return tuple(sorted(session.scalars(statement), key=alphabetical))


def _sureness(person: Known, text: str) -> bool | None:
    """Whether the text names the person, or only may; None when it does not."""
    return is_named(person, text) or (False if may_be_named(person, text) else None)


def _places(session: Session, centre_id: int, judge: Judge) -> Iterator[Place]:
    """What was written as one liked, then the accounts."""
    for model, columns in TEXTS.items():
        statement = select(model).where(model.centre_id == centre_id).order_by(model.id)
        for row in session.scalars(statement):
            for column in columns:
                yield from _named(row, column, judge)
    members = (
        select(Account)
        .join(Membership, col(Membership.account_id) == col(Account.id))
        .where(col(Membership.centre_id) == centre_id)
        .order_by(col(Account.id))
    )
    for account in session.scalars(members):
        for column in ("name", "email"):
            yield from _named(account, column, judge)


def _named(row: Any, column: str, judge: Judge) -> Iterator[Place]:
    table = str(row.__tablename__)
    for text in texts(getattr(row, column)):
        if (sure := judge(text)) is None:
            continue
        label = LABELS[table].get(column)
        field = f" ({label[0].lower()})" if label else ""
        at = getattr(row, "year", None), getattr(row, "month", None)
        yield Place(table, row.id, *at, f"{ROWS[table][0]}{field}", text, sure, is_hidden(row))


def _past(session: Session, centre_id: int, rows: list[int]) -> tuple[history.Moment, ...]:
    """What the journal keeps of the sheets themselves; not who wrote it, who is somebody else."""
    table, keys = col(Journal.row_table), [str(key) for key in rows]
    writings = select(col(PersonWriting.id)).where(col(PersonWriting.person_id).in_(rows))
    consents = select(col(PersonConsent.id)).where(col(PersonConsent.person_id).in_(rows))
    of_them = [
        and_(table == name, col(Journal.row_id).in_(ids))
        for name, ids in (
            ("person", keys),
            ("person_writing", [str(key) for key in session.scalars(writings)]),
            ("person_consent", [str(key) for key in session.scalars(consents)]),
        )
    ]
    statement = (
        select(Journal)
        .where(col(Journal.centre_id) == centre_id, or_(*of_them))
        .order_by(col(Journal.id))
    )
    lines = [
        history.Line(
            *(row.at, None, row.action, row.row_table or "", row.row_id or ""),
            *(row.before or {}, row.after or {}),
        )
        for row in session.scalars(statement)
        if row.action in history.VERBS
    ]
    found = names(session, centre_id=centre_id, keys=history.references(lines))[0]
    return history.tell(lines, found)
