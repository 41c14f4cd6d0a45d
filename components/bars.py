"""Heights of the bars of twelve months, drawn in HTML."""

from collections.abc import Iterable

# A bar that stands for something is always seen.
LEAST_HEIGHT = 4
# A full bar of the twelve months, in rem.
TALLEST = 3.9


def heights(values: Iterable[float | None]) -> list[int | None]:
    """Percentages of the largest value; None where there is nothing to draw."""
    known = list(values)
    largest = max((value for value in known if value is not None), default=0) or 1
    return [
        None if value is None else max(round(100 * value / largest), LEAST_HEIGHT if value else 0)
        for value in known
    ]


def in_rem(height: int | None) -> float:
    return round((height or 0) * TALLEST / 100, 2)
