"""Which backups are kept, as days go by."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from domain.rotation import to_keep

FIRST = datetime(2025, 1, 1, 3, tzinfo=UTC)
moments = st.sets(st.datetimes(datetime(2024, 1, 1), datetime(2026, 12, 31)), max_size=60)


def test_a_backup_a_day_leaves_seven_days_four_weeks_and_twelve_months() -> None:
    kept: set[datetime] = set()
    for day in range(690):  # up to Saturday 21 November 2026
        kept = to_keep({*kept, FIRST + timedelta(day)})

    assert [f"{moment:%d/%m/%y}" for moment in sorted(kept)] == [
        *("31/12/25", "31/01/26", "28/02/26", "31/03/26", "30/04/26", "31/05/26", "30/06/26"),
        *("31/07/26", "31/08/26", "30/09/26", "31/10/26", "01/11/26", "08/11/26", "15/11/26"),
        *("16/11/26", "17/11/26", "18/11/26", "19/11/26", "20/11/26", "21/11/26"),
    ]


def test_of_one_day_the_last_is_kept() -> None:
    later = FIRST + timedelta(hours=5)

    assert to_keep({FIRST, later}) == {later}


def test_when_no_backup_is_made_any_more_none_is_removed() -> None:
    kept = to_keep(FIRST + timedelta(day) for day in range(690))

    assert to_keep(kept) == kept


@given(moments)
def test_the_latest_is_always_kept_and_what_is_kept_stays_so(made: set[datetime]) -> None:
    kept = to_keep(made)

    assert kept <= made
    assert not made or max(made) in kept
    assert to_keep(kept) == kept
    assert len(kept) <= 7 + 4 + 12
