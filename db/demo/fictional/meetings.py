"""Writes the agenda: meetings, what they are linked to, and who came."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import TypeVar

from db.demo.centre import CentreLoader, Row
from db.demo.fictional.agenda import Draft
from db.demo.fictional.people import FictionalOrganisation, FictionalPerson
from db.demo.fictional.profiles import PROFILES
from db.demo.fictional.words import SUBJECTS
from db.models import (
    Attendance,
    Meeting,
    MeetingOrganisation,
    MeetingTerritory,
    MeetingTheme,
    Programme,
    Series,
    Theme,
)
from domain.vocabulary import (
    AttendanceRole,
    AttendanceState,
    MeetingFormat,
    MeetingScope,
    MeetingStatus,
    Modality,
    OrganisationRole,
)

T = TypeVar("T")

SITE = "https://centre-fictif.example"  # reserved: leads nowhere


@dataclass(frozen=True)
class Written:
    """A draft and the number the database gave it."""

    id: int
    draft: Draft


def add_meetings(centre: CentreLoader, drafts: list[Draft], rng: Random) -> list[Written]:
    if not centre.known:
        _add_names(centre, drafts)
    ids = centre.add(Meeting, [_row(centre, draft, rng) for draft in drafts])
    written = [Written(key, draft) for key, draft in zip(ids, drafts, strict=True)]
    centre.link(
        MeetingTerritory, [_territory(w.id, t) for w in written for t in w.draft.territories]
    )
    centre.link(MeetingTheme, [row for w in written for row in _themes(centre, w)])
    return written


def add_partners(
    centre: CentreLoader, written: list[Written], homes: list[FictionalOrganisation], rng: Random
) -> None:
    rows = [row for w in written for row in _partners(w, homes, rng)]
    centre.link(MeetingOrganisation, rows)


def add_attendances(
    centre: CentreLoader, written: list[Written], people: list[FictionalPerson], rng: Random
) -> None:
    centre.link(Attendance, [row for w in written for row in _attendances(w, people, rng)])


def _add_names(centre: CentreLoader, drafts: list[Draft]) -> None:
    centre.add_names(Theme, SUBJECTS)
    centre.add_names(Series, [profile.series for profile in PROFILES])
    centre.add_names(Programme, [draft.programme for draft in drafts])


def _row(centre: CentreLoader, draft: Draft, rng: Random) -> Row:
    return {
        "title": draft.title,
        "format": draft.profile.format,
        "scope": draft.scope,
        "status": draft.status,
        "modality": draft.modality,
        "series_id": centre.id_of(Series, draft.profile.series),
        "series_number": draft.series_number,
        "programme_id": centre.id_of(Programme, draft.programme),
        "held_on": draft.held_on,
        "start_time": draft.starts_at,
        "end_time": draft.ends_at,
        "half_days": draft.profile.half_days,
        "place": draft.place,
        "announced": _is_announced(draft),
        "headcount": draft.headcount,
        "registration_url": _registration(draft, rng),
        "replay_url": _replay(draft, rng),
        "highlight": draft.title if draft.highlight else None,
    }


def _is_announced(draft: Draft) -> bool:
    return draft.status is MeetingStatus.PLANNED and draft.scope is not MeetingScope.INTERNAL


def _registration(draft: Draft, rng: Random) -> str | None:
    if draft.status is not MeetingStatus.PLANNED or rng.random() < 0.25:
        return None
    return f"{SITE}/inscription/{draft.held_on:%Y-%m-%d}"


def _replay(draft: Draft, rng: Random) -> str | None:
    remote = draft.profile.format is MeetingFormat.WEBINAR or draft.modality is Modality.REMOTE
    if not remote or draft.status is not MeetingStatus.HELD or rng.random() < 0.4:
        return None
    return f"{SITE}/replay/{draft.held_on:%Y-%m-%d}"


def _territory(meeting_id: int, territory_id: int) -> Row:
    return {"meeting_id": meeting_id, "territory_id": territory_id}


def _themes(centre: CentreLoader, written: Written) -> Iterator[Row]:
    for name in (written.draft.theme, written.draft.second_theme):
        if name is not None:
            yield {"meeting_id": written.id, "theme_id": centre.id_of(Theme, name)}


def _partners(
    written: Written, organisations: list[FictionalOrganisation], rng: Random
) -> Iterator[Row]:
    """An organiser, up to three partners and perhaps a host, from around there."""
    count = rng.randint(1, 5)
    roles = [OrganisationRole.ORGANISER, *[OrganisationRole.PARTNER] * 3, OrganisationRole.HOST]
    near = [_nearness(home, written.draft) for home in organisations]
    for home, role in zip(_draw(organisations, near, count, rng), roles, strict=False):
        yield {"meeting_id": written.id, "organisation_id": home.id, "role": role}


def _attendances(written: Written, people: list[FictionalPerson], rng: Random) -> Iterator[Row]:
    """Those who came, then a few who excused themselves or were not seen."""
    draft = written.draft
    absent = rng.randint(0, 3) if draft.names and draft.status is MeetingStatus.HELD else 0
    near = [person.zeal * _nearness(person.organisation, draft) for person in people]
    drawn = _draw(people, near, draft.names + absent, rng)
    for rank, person in enumerate(drawn):
        yield {
            "meeting_id": written.id,
            "person_id": person.id,
            "state": _state(draft, rank, rng),
            "role": _role(draft, rank),
            "organisation_id": person.organisation.id,
        }


def _state(draft: Draft, rank: int, rng: Random) -> AttendanceState:
    if draft.status is MeetingStatus.PLANNED:
        return AttendanceState.REGISTERED
    if rank < draft.names:
        return AttendanceState.PRESENT
    return rng.choice((AttendanceState.EXCUSED, AttendanceState.REGISTERED))


def _role(draft: Draft, rank: int) -> AttendanceRole:
    if rank == 0:
        return AttendanceRole.FACILITATOR
    return AttendanceRole.SPEAKER if 0 < rank <= draft.names // 12 else AttendanceRole.PARTICIPANT


def _nearness(home: FictionalOrganisation, draft: Draft) -> float:
    """How much likelier an organisation is to come, because the meeting is near."""
    if home.contrat is None:
        return 3
    if home.contrat in draft.contrats:
        return 8
    departements = {contrat.departement for contrat in draft.contrats}
    return 2 if home.contrat.departement in departements else 0.3


def _draw(items: list[T], weights: list[float], count: int, rng: Random) -> list[T]:
    """Without replacement, by weight (Efraimidis and Spirakis, 2006)."""
    keys = sorted(range(len(items)), key=lambda i: -(rng.random() ** (1 / weights[i])))
    return [items[i] for i in keys[:count]]
