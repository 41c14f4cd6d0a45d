"""Every figure counted again, the slow and plain way, straight from the tables.

Written from the design’s « What a figure means » and from nothing of domain/: loops, sets and the
stored values, so that the same mistake would have to be made twice.
"""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlmodel import Session, SQLModel

Row = dict[str, Any]
Figures = dict[str, float | None]


class Recount:
    """The tables, read whole once."""

    def __init__(self, session: Session) -> None:
        tables = SQLModel.metadata.tables
        self.rows = {
            name: [dict(row._mapping) for row in session.connection().execute(table.select())]
            for name, table in tables.items()
        }
        self.territories = {row["id"]: row for row in self.rows["territory"]}
        self.meetings = [row for row in self.rows["meeting"] if row["deleted_at"] is None]
        self.present = self._grouped(
            (row["meeting_id"], row["person_id"])
            for row in self.rows["attendance"]
            if row["state"] == "present"
        )
        self.places = self._grouped(
            (row["meeting_id"], row["territory_id"]) for row in self.rows["meeting_territory"]
        )
        self.themes = self._grouped(
            (row["meeting_id"], row["theme_id"]) for row in self.rows["meeting_theme"]
        )
        self.papers = [row for row in self.rows["publication"] if row["deleted_at"] is None]
        self.traced = {row["meeting_id"] for row in self.papers}

    def figures(self, centre: int, start: date, end: date, **narrow: Any) -> Figures:
        """What the rows say of these days; ``narrow`` to a territory, a format, a theme."""
        held = list(self.held(centre, start, end, **narrow))
        amounts = [self.participations(row) for row in held]
        people = {person for row in held for person in self.present.get(row["id"], ())}
        half_days = [row["half_days"] for row in held]
        return {
            "meetings": len(held),
            "participations": self._added(amounts),
            "territories": len({c for row in held for c in self.contrats(row, **narrow)}),
            "publications": self.known_publications(centre, start, end, **narrow),
            "people": None if held and not people else len(people),
            "trace_rate": sum(r["id"] in self.traced for r in held) / len(held) if held else None,
            "half_days": self._added(half_days),
            "qpv": len({q for row in held for q in self.quartiers(row, **narrow)}),
        }

    def audience(self, centre: int, year: int, key: str) -> dict[int, int]:
        """What was typed of a measure, by month; under 0 when it was for the year."""
        return {
            row["month"] or 0: row["value"]
            for row in self.rows["audience_figure"]
            if (row["centre_id"], row["year"], row["key"]) == (centre, year, key)
            and row["deleted_at"] is None
        }

    def heard(self, centre: int, year: int, key: str) -> int | None:
        """The year as given; else views and issues add up, and of people the last month is read."""
        known = self.audience(centre, year, key)
        if 0 in known or not known:
            return known.get(0)
        adds_up = key in ("website_views", "newsletter_issues", "podcast_episodes")
        return sum(known.values()) if adds_up else known[max(known)]

    def held(self, centre: int, start: date, end: date, **narrow: Any) -> Iterator[Row]:
        """Meetings held in the region: neither planned nor cancelled, national nor outside."""
        for row in self.meetings:
            if row["centre_id"] != centre or not start <= row["held_on"] <= end:
                continue
            counted = row["status"] == "tenue" and row["scope"] in ("regional", "interne")
            if counted and self.kept(row, **narrow):
                yield row

    def kept(
        self,
        meeting: Row,
        territory: int | None = None,
        format: str | None = None,
        theme: int | None = None,
    ) -> bool:
        if format is not None and meeting["format"] != format:
            return False
        if theme is not None and theme not in self.themes.get(meeting["id"], ()):
            return False
        places = self.places.get(meeting["id"], ())
        return territory is None or any(territory in self.above(place) for place in places)

    def participations(self, meeting: Row) -> int | None:
        """The headcount when there is one, else the names; None when there is neither."""
        if meeting["headcount"] is not None:
            return int(meeting["headcount"])
        return len(self.present.get(meeting["id"], ())) or None

    def above(self, territory: int) -> list[int]:
        """The territory, then those it lies in."""
        chain = [territory]
        while (parent := self.territories[chain[-1]]["parent_id"]) is not None:
            chain.append(parent)
        return chain

    def within(self, meeting: Row, territory: int | None = None, **_: Any) -> list[int]:
        """The meeting’s places that lie in the territory looked at."""
        places = self.places.get(meeting["id"], ())
        return [p for p in places if territory is None or territory in self.above(p)]

    def contrats(self, meeting: Row, **narrow: Any) -> set[int]:
        return {
            key
            for place in self.within(meeting, **narrow)
            for key in self.above(place)
            if self.territories[key]["level"] == "contrat"
        }

    def quartiers(self, meeting: Row, **narrow: Any) -> set[int]:
        places = self.within(meeting, **narrow)
        return {key for key in places if self.territories[key]["level"] == "qpv"}

    def known_publications(self, centre: int, start: date, end: date, **narrow: Any) -> int | None:
        """How many; None when one of which only the year is known may be of these days."""
        found = list(self.publications(centre, start, end, **narrow))
        dated = [row for row in found if self.dated(row, start, end)]
        return len(dated) if len(dated) == len(found) else None

    def publications(self, centre: int, start: date, end: date, **narrow: Any) -> Iterator[Row]:
        """Those that may be of these days; narrowed, in memory of a meeting which is kept."""
        meetings = {row["id"]: row for row in self.meetings}
        for row in self.papers:
            first = last = row["published_on"]
            if row["date_precision"] == "annee":
                first, last = date(first.year, 1, 1), date(first.year, 12, 31)
            if row["centre_id"] != centre or last < start or first > end:
                continue
            meeting = meetings.get(row["meeting_id"])
            if not narrow or (meeting is not None and self.kept(meeting, **narrow)):
                yield row

    @staticmethod
    def dated(paper: Row, start: date, end: date) -> bool:
        """Whether a publication that may be of these days surely is."""
        year = paper["published_on"].year
        whole = start <= date(year, 1, 1) and date(year, 12, 31) <= end
        return paper["date_precision"] != "annee" or whole

    def first_record(self, centre: int) -> date | None:
        """The first meeting entered, whatever its fate, or the first month ever closed."""
        days_ = [row["held_on"] for row in self.meetings if row["centre_id"] == centre]
        for row in self.rows["month_closing"]:
            if row["centre_id"] == centre:
                days_.append(date(row["year"], row["month"], 1))
        return min(days_) if days_ else None

    def recorded(self, centre: int, last: date) -> bool:
        """Whether the centre had begun to keep records by that day."""
        first = self.first_record(centre)
        return first is not None and first <= last

    def published(self, centre: int, year: int, month: int) -> Figures | None:
        """The month as it was closed; None when it is open, or was opened again.

        Closed here, an unknown figure is closed too; a report leaves out what it does not say.
        """
        row = self._closing(centre, year, month)
        if row is None:
            return None
        told = {key: row[key] for key in ("meetings", "participations", "territories")}
        return {k: v for k, v in told.items() if v is not None or row["source"] is None}

    def _closing(self, centre: int, year: int, month: int) -> Any:
        """The one in force."""
        for row in self.rows["month_closing"]:
            same = (row["centre_id"], row["year"], row["month"]) == (centre, year, month)
            if same and row["reopened_at"] is None:
                return row
        return None

    def frozen(self, centre: int, year: int, month: int) -> Figures | None:
        """As published, with the half-days that its meetings were closed on."""
        told = self.published(centre, year, month)
        if told is None:
            return None
        lasted = self._closing(centre, year, month)["frozen"].get("half_days")
        return told if lasted is None else {**told, "half_days": self._added([*lasted.values()])}

    def month(self, centre: int, year: int, month: int, key: str) -> float | None:
        """What the team stands by for a whole month: published, else computed."""
        told = self.frozen(centre, year, month)
        if told is not None and key in told:
            return told[key]
        return self.anew(centre, *days(year, month), key)

    def traced_by(self, centre: int, start: date, end: date, day: date) -> float:
        """The share of meetings of which a trace had come out on that day."""
        out = {row["meeting_id"] for row in self.papers if row["published_on"] <= day}
        held = list(self.held(centre, start, end))
        return sum(row["id"] in out for row in held) / len(held)

    def anew(self, centre: int, start: date, end: date, key: str) -> float | None:
        """As computed, but no zero of rows that tell a part of what a report published."""
        value = self.figures(centre, start, end)[key]
        silent = not value and key != "publications" and self.in_part(centre, start.year)
        return None if silent else value

    def in_part(self, centre: int, year: int) -> bool:
        """Whether a report published more meetings of a month than have a row."""
        return any(
            (row["meetings"] or 0) > len(list(self.held(centre, *days(year, row["month"]))))
            for row in self.rows["month_closing"]
            if (row["centre_id"], row["year"], row["reopened_at"]) == (centre, year, None)
            and row["source"] is not None
        )

    def year_to(self, centre: int, end: date, key: str) -> float | None:
        """From 1 January to that day: closed months as published, the rest as computed."""
        start = date(end.year, 1, 1)
        if key not in ("meetings", "participations", "half_days"):
            return self.anew(centre, start, end, key)
        amounts: list[float | None] = []
        for month in range(1, end.month + 1):
            first, last = days(end.year, month)
            told = self.frozen(centre, end.year, month) if last <= end else None
            if told is not None and key in told:
                amounts.append(told[key])
            elif any(self.held(centre, first, min(last, end))):
                amounts.append(self.figures(centre, first, min(last, end))[key])
        return self._added(amounts)

    @staticmethod
    def _added(amounts: list[Any]) -> float | None:
        """None when there was something to add and nothing of it is known."""
        known = [amount for amount in amounts if amount is not None]
        return None if amounts and not known else sum(known)

    @staticmethod
    def _grouped(pairs: Iterator[tuple[int, int]]) -> dict[int, set[int]]:
        found: dict[int, set[int]] = {}
        for key, value in pairs:
            found.setdefault(key, set()).add(value)
        return found


def days(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])
