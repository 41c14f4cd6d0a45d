"""Trajectoire Ressources in 2023: the facts and figures of its activity report, and no person.

The facts are in db/reference/trajectoire_2023.json; docs/sources.md says what was deduced.
"""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from db.demo.centre import CentreLoader, Row
from db.demo.closings import add_told_closings
from db.models import (
    AudienceFigure,
    Meeting,
    MeetingOrganisation,
    MeetingTerritory,
    MeetingTheme,
    Organisation,
    Programme,
    Publication,
    Series,
    Testimonial,
    Theme,
    YearFigure,
)
from domain.closing import digest, frozen_month
from domain.vocabulary import (
    AudienceKey,
    Consent,
    ConsentChannel,
    DatePrecision,
    Family,
    HeadcountPrecision,
    MeetingFormat,
    MeetingScope,
    MeetingStatus,
    Modality,
    OrganisationRole,
    PublicationKind,
)

FILE = Path(__file__).parent.parent / "reference" / "trajectoire_2023.json"
AS_THEY_ARE = (
    "title",
    "series_number",
    "half_days",
    "place",
    "headcount",
    "highlight",
)


def read_report() -> Row:
    report: Row = json.loads(FILE.read_text(encoding="utf-8"))
    return report


def load_real_year(centre: CentreLoader, report: Row) -> None:
    """Fill the centre with what its report says of the year."""
    _add_names(centre, report)
    meetings = centre.add(Meeting, [_meeting(centre, item) for item in report["meetings"]])
    by_ref = {m["ref"]: key for m, key in zip(report["meetings"], meetings, strict=True)}
    _link(centre, report["meetings"], meetings)
    centre.add(
        Testimonial, [_testimonial(centre, t, report, by_ref) for t in report["testimonials"]]
    )
    centre.add(Publication, [_publication(item, report, by_ref) for item in report["publications"]])
    add_told_closings(centre, [_closing(month, report) for month in report["months"]])
    centre.add(YearFigure, list(_year_figures(report)))
    centre.add(AudienceFigure, list(_audience(report)))


def _add_names(centre: CentreLoader, report: Row) -> None:
    centre.add_names(Theme, [theme for m in report["meetings"] for theme in m.get("themes", ())])
    centre.add_names(Series, [m.get("series") for m in report["meetings"]])
    centre.add_names(Programme, [m.get("programme") for m in report["meetings"]])
    organisations = [
        {"name": name, "family": _member(Family, family), "territory_id": centre.territory(code)}
        for name, family, code in report["organisations"]
    ]
    centre.add_named(Organisation, organisations)


def _meeting(centre: CentreLoader, item: Row) -> Row:
    precision = item.get("headcount_precision", "exact")
    return {
        **{key: item.get(key) for key in AS_THEY_ARE},
        "format": _member(MeetingFormat, item["format"]),
        "scope": _member(MeetingScope, item.get("scope", "regional")),
        "status": MeetingStatus.HELD,
        "modality": _member(Modality, item["modality"]) if "modality" in item else None,
        "series_id": centre.id_of(Series, item.get("series")),
        "programme_id": centre.id_of(Programme, item.get("programme")),
        "held_on": date.fromisoformat(item["held_on"]),
        "date_precision": _member(DatePrecision, item["date_precision"]),
        "headcount_precision": _member(HeadcountPrecision, precision),
    }


def _link(centre: CentreLoader, items: list[Row], ids: list[int]) -> None:
    pairs = list(zip(ids, items, strict=True))
    centre.link(
        MeetingTerritory,
        [_territory_link(centre, k, c) for k, m in pairs for c in m.get("territories", ())],
    )
    centre.link(
        MeetingTheme, [_theme_link(centre, k, t) for k, m in pairs for t in m.get("themes", ())]
    )
    centre.link(
        MeetingOrganisation,
        [_organisation_link(centre, k, *o) for k, m in pairs for o in m.get("organisations", ())],
    )


def _territory_link(centre: CentreLoader, meeting_id: int, code: str) -> Row:
    return {"meeting_id": meeting_id, "territory_id": centre.territory(code)}


def _theme_link(centre: CentreLoader, meeting_id: int, name: str) -> Row:
    return {"meeting_id": meeting_id, "theme_id": centre.id_of(Theme, name)}


def _organisation_link(centre: CentreLoader, meeting_id: int, name: str, role: str) -> Row:
    return {
        "meeting_id": meeting_id,
        "organisation_id": centre.id_of(Organisation, name),
        "role": _member(OrganisationRole, role),
    }


def _testimonial(centre: CentreLoader, item: Row, report: Row, meetings: dict[str, int]) -> Row:
    """A summary of ours: who spoke is known by function and organisation, never by name."""
    return {
        "body": item["body"],
        "is_summary": True,
        "function": item["function"],
        "organisation": item["organisation"],
        "family": _member(Family, item["family"]),
        "year": report["year"],
        "month": item["month"],
        "meeting_id": meetings[item["meeting"]] if "meeting" in item else None,
        "territory_id": centre.territory(item.get("territory")),
        "theme_id": centre.id_of(Theme, item.get("theme")),
        "consent": Consent.PUBLIC,
        "consent_on": date.fromisoformat(report["published_on"]),
        "consent_channel": ConsentChannel.PUBLISHED,
    }


def _publication(item: Row, report: Row, meetings: dict[str, int]) -> Row:
    return {
        "kind": _member(PublicationKind, item["kind"]),
        "title": item["title"],
        "published_on": date(report["year"], 1, 1),
        "date_precision": DatePrecision.YEAR,
        "meeting_id": meetings.get(item["meeting"]),
    }


def _closing(month: Row, report: Row) -> Row:
    figures = {key: month[key] for key in ("meetings", "participations", "territories")}
    frozen = frozen_month(figures, highlights=month["highlights"])
    closed_on = date.fromisoformat(report["published_on"])
    return {
        "year": report["year"],
        "month": month["month"],
        "revision": 1,
        **figures,
        "frozen": frozen,
        "digest": digest(frozen),
        "source": report["source"],
        "closed_at": datetime.combine(closed_on, time(12), UTC),
    }


def _year_figures(report: Row) -> Iterator[Row]:
    for key, value in report["year_figures"].items():
        yield {"year": report["year"], "key": key, "value": value, "source": report["source"]}


def _audience(report: Row) -> Iterator[Row]:
    for key, value in report["audience"].items():
        yield {
            "year": report["year"],
            "month": None,
            "key": _member(AudienceKey, key),
            "value": value,
        }


def _member(vocabulary: Any, value: str) -> Any:
    """The member of a closed list, from the value the file holds."""
    return vocabulary(value)
