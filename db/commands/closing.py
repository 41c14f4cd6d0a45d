"""Close a month, reopen it; silence a rule until a day."""

from collections.abc import Callable
from typing import Any

from sqlmodel import Session, col, select

from db.commands.entering import own_row, require_role
from db.models import Centre, MonthClosing, SilencedRule, utc_now
from domain.closing import MonthReading, digest, refusal_to_close
from domain.closing_entry import ClosingEntry, ReopeningEntry, SilenceEntry
from domain.entry import EntryError
from domain.periods import Period
from domain.roles import Role

# Reads a month inside the transaction that closes it: db.queries.closing.month_reading.
Reader = Callable[..., MonthReading]


def close_month(session: Session, entry: ClosingEntry, read: Reader) -> int:
    """Freeze the month as ``read`` finds it; the closing’s id.

    Raise EntryError when it cannot be closed that day, is closed already, or is not any more what
    the author saw: nobody freezes figures that nobody read.
    """
    account_id, centre_id = _one_at_a_time(session)
    if refusal := refusal_to_close(Period.of_month(entry.year, entry.month), entry.today):
        raise EntryError({"": refusal})
    revisions = _revisions(session, centre_id, entry)
    if any(row.reopened_at is None for row in revisions):
        raise EntryError({"": "Ce mois est déjà arrêté."})
    reading = read(session, centre_id=centre_id, year=entry.year, month=entry.month)
    _refuse_unseen(reading, entry)
    frozen = reading.frozen(entry.commentary, is_proposed=entry.is_proposed)
    figures: dict[str, Any] = dict(reading.figures)
    row = MonthClosing(
        centre_id=centre_id,
        year=entry.year,
        month=entry.month,
        revision=1 + max((row.revision for row in revisions), default=0),
        **figures,
        frozen=frozen,
        digest=digest(frozen),
        closed_by=account_id,
    )
    session.add(row)
    session.flush()
    return row.id or 0


def reopen_month(session: Session, entry: ReopeningEntry) -> int:
    """Put the closing aside, with the reason: its month is open again, and it stays readable."""
    account_id, centre_id = _one_at_a_time(session)
    row = session.get(MonthClosing, entry.closing_id, with_for_update=True)
    if row is None or row.centre_id != centre_id:
        raise EntryError({"": "Cet arrêté n’existe pas dans ce centre."})
    if row.reopened_at is not None:
        raise EntryError({"": "Ce mois est déjà rouvert."})
    row.reopened_at, row.reopened_by = utc_now(), account_id
    row.reopened_because = entry.reason
    return row.id or 0


def silence_rule(session: Session, entry: SilenceEntry) -> int:
    """Have nobody told of the rule up to that day; what was said of it before is replaced."""
    _, centre_id = _one_at_a_time(session)
    statement = select(SilencedRule).where(
        col(SilencedRule.centre_id) == centre_id, col(SilencedRule.rule) == entry.rule
    )
    row = session.exec(statement).one_or_none() or SilencedRule(
        centre_id=centre_id, rule=entry.rule, until=entry.until, reason=""
    )
    row.until, row.reason, row.deleted_at = entry.until, entry.reason, None
    session.add(row)
    session.flush()
    return row.id or 0


def end_silence(session: Session, *, silence_id: int, version: int) -> None:
    """Tell of the rule again. Raise StaleError when someone changed it since it was read."""
    require_role(session, Role.DIRECTOR)
    row = own_row(session, SilencedRule, silence_id, version=version)
    row.deleted_at = row.deleted_at or utc_now()


def _one_at_a_time(session: Session) -> tuple[int, int]:
    """The director’s account and centre, which is held: two closings wait for one another."""
    account_id, centre_id = require_role(session, Role.DIRECTOR)
    session.get_one(Centre, centre_id, with_for_update=True)
    return account_id, centre_id


def _revisions(session: Session, centre_id: int, entry: ClosingEntry) -> list[MonthClosing]:
    statement = select(MonthClosing).where(
        col(MonthClosing.centre_id) == centre_id,
        col(MonthClosing.year) == entry.year,
        col(MonthClosing.month) == entry.month,
    )
    return list(session.exec(statement))


def _refuse_unseen(reading: MonthReading, entry: ClosingEntry) -> None:
    if not reading.is_recorded:
        raise EntryError({"": "Ce centre n’avait encore rien enregistré ce mois-là."})
    if reading.seen != entry.seen:
        raise EntryError(
            {
                "": "Les lignes de ce mois ont changé depuis que vous les avez lues. Rien n’est "
                "arrêté\u00a0: relisez les chiffres du jour, puis arrêtez le mois."
            }
        )
