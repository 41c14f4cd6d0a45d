"""What both demonstration centres need: rows of a centre, and names turned into identifiers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Any, TypeAlias

from sqlmodel import Session, SQLModel

from db.bulk import insert_links, insert_rows

Row: TypeAlias = dict[str, Any]


@dataclass
class CentreLoader:
    """Writes the rows of one centre, all signed with the same moment."""

    session: Session
    centre_id: int
    loaded_on: date
    territories: dict[str, int]  # identifiers by code
    known: dict[tuple[str, str], int] = field(default_factory=dict)

    @property
    def moment(self) -> datetime:
        return datetime.combine(self.loaded_on, time(6), UTC)

    def add(self, model: type[SQLModel], rows: Sequence[Row]) -> list[int]:
        """Insert rows of the centre; their identifiers, in order."""
        signed = self._signature(model)
        return insert_rows(self.session, model, [{**signed, **row} for row in rows])

    def link(self, model: type[SQLModel], rows: Sequence[Row]) -> None:
        insert_links(self.session, model, rows)

    def add_named(self, model: type[SQLModel], rows: Sequence[Row]) -> None:
        """Insert rows that later rows will refer to by name."""
        keys = [(model.__name__, row["name"]) for row in rows]
        self.known |= dict(zip(keys, self.add(model, rows), strict=True))

    def add_names(self, model: type[SQLModel], names: Iterable[str | None]) -> None:
        """Insert rows that are but a name, each once, in order of appearance."""
        self.add_named(model, [{"name": name} for name in dict.fromkeys(names) if name])

    def id_of(self, model: type[SQLModel], name: str | None) -> int | None:
        return None if name is None else self.known[model.__name__, name]

    def territory(self, code: str | None) -> int | None:
        return None if code is None else self.territories[code]

    def _signature(self, model: type[SQLModel]) -> Row:
        fields = model.model_fields
        row: Row = {"centre_id": self.centre_id} if "centre_id" in fields else {}
        if "updated_at" in fields:
            row |= {"created_at": self.moment, "updated_at": self.moment}
        return row
