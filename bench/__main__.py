"""`make bench`: times our pages beside bare ones, and writes docs/performance.md."""

import argparse
import sys
import tempfile
from collections.abc import Sequence
from contextlib import closing
from datetime import date
from pathlib import Path

from playwright.sync_api import Browser
from sqlalchemy import create_engine
from sqlmodel import Session, col, select

from bench import pasting, rounds, subjects
from bench.crowded import ATTENDANCES, MEETINGS, add_large_centre
from bench.report import write_report
from bench.subjects import Subject
from db.models import Centre
from scripts.live import (
    ROOT,
    chromium,
    copy_database,
    find_chromium,
    load_demonstration,
    open_session,
)

REPORT = ROOT / "docs" / "performance.md"


def main() -> None:
    options = _options()
    if find_chromium() is None:
        sys.exit("make bench needs Chromium (apt-get install chromium, or CHROMIUM=path)")
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        bench = Bench(Path(folder))
        measures = rounds.new_measures()
        for number in range(options.rounds):
            print(f"Round {number + 1} of {options.rounds}", flush=True)
            bench.run_round(browser, number, measures)
        write_report(
            options.output,
            measures,
            rounds=options.rounds,
            browser=browser.version,
            crowd=(MEETINGS, ATTENDANCES),
        )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--output", type=Path, default=REPORT)
    return parser.parse_args()


class Bench:
    """The two databases, and the pages served on them."""

    def __init__(self, folder: Path) -> None:
        small, large = folder / "small.db", folder / "large.db"
        self.small_url, self.large_url = f"sqlite:///{small}", f"sqlite:///{large}"
        print("Loading the demonstration, then the large centre beside it.", flush=True)
        load_demonstration(self.small_url)
        self.slug, other = _slugs(self.small_url)
        self.centre_id = _centre_id(self.small_url, self.slug)
        token = open_session(self.small_url)
        copy_database(small, large)
        add_large_centre(self.large_url)
        self.pasted = pasting.Paste(folder / "pasted.db", small)

        def page(name: str, url: str, slug: str) -> Subject:
            return subjects.dashboard(url, token, f"/?centre={slug}", name)

        self.dashboard = page("dashboard", self.small_url, self.slug)
        self.beside = subjects.bare_pages()
        address = f"/projection?centre={self.slug}&scenario=annee&scene=1"
        self.keys = (subjects.deck(self.small_url, token, address), *subjects.bare_keys())
        self.small = page("small", self.small_url, self.slug)
        self.large = page("large", self.large_url, self.slug)
        self.warm_up = {
            "small": page("other centre", self.small_url, other),
            "large": page("other centre", self.large_url, other),
        }

    def run_round(self, browser: Browser, number: int, measures: rounds.Measures) -> None:
        for subject in rounds.in_turn((self.dashboard, *self.beside), number):
            rounds.measure_openings(browser, subject, measures)
        for subject in rounds.in_turn(self.keys, number):
            rounds.measure_keys(browser, subject, measures)
        rounds.measure_year(browser, self.dashboard, _years(), measures)
        rounds.measure_beside_documents(self.dashboard, self.centre_id, measures)
        for subject in rounds.in_turn((self.small, self.large), number):
            rounds.measure_first_run(subject, self.warm_up[subject.name], measures)
            url = subject.environment["DATABASE_URL"]
            rounds.measure_reading(subject.name, url, self.slug, measures)
            rounds.measure_closing(subject.name, url, self.slug, measures)
        self.pasted.measure(measures)


def _slugs(database_url: str) -> Sequence[str]:
    """The centre that is measured (the fictional one: the fullest), and another one."""
    engine = create_engine(database_url)
    with closing(Session(engine)) as session:
        slugs = session.exec(select(Centre.slug).order_by(col(Centre.fictional).desc())).all()
    engine.dispose()
    return slugs[:2]


def _centre_id(database_url: str, slug: str) -> int:
    engine = create_engine(database_url)
    with closing(Session(engine)) as session:
        centre_id = session.exec(select(Centre.id).where(Centre.slug == slug)).one() or 0
    engine.dispose()
    return centre_id


def _years() -> list[str]:
    """Each year but the one the page opens on, then all of them again, three times."""
    last = date.today().year
    return [str(last - 1), str(last - 2), *[str(last - n) for n in (0, 1, 2)] * 3]


if __name__ == "__main__":
    main()
