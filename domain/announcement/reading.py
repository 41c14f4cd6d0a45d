"""Read an announcement: each fact by its own reader, in the order one needs another."""

from dataclasses import replace
from datetime import date

from domain.announcement.choosing import choose_date
from domain.announcement.draft import Announcement
from domain.announcement.hours import read_hours
from domain.announcement.links import read_links
from domain.announcement.modality import read_modality
from domain.announcement.organisers import read_organisers
from domain.announcement.series import number_alone, read_series
from domain.announcement.source import LONGEST_ANNOUNCEMENT, source
from domain.announcement.speakers import read_speakers
from domain.announcement.titles import no_title, read_title
from domain.formats import number

CUT = f"Seuls les {number(LONGEST_ANNOUNCEMENT)} premiers caractères ont été lus."


def read_announcement(text: str, today: date) -> Announcement:
    """The draft of a meeting. ``today`` gives its year to a date that has none. Never raises."""
    read = source(text)
    chosen = choose_date(read, today)
    links = read_links(read)
    of_links = Announcement(
        links=links.every, registration_link=links.registration, replay_link=links.replay
    )
    if chosen.is_several:
        return replace(of_links, warnings=chosen.warnings)
    hours = read_hours(read, chosen)
    modality, of_modality = read_modality(read, chosen, links.every)
    organisers = read_organisers(read)
    speakers, of_speakers = read_speakers(read)
    series, series_number, of_series = read_series(read)
    title = read_title(read, organisers)
    if series is None and title:
        series_number = number_alone(read)
        series = title if series_number else None
    of_title = no_title(read) if title is None and chosen.date else ""
    of_text = (CUT,) if read.is_cut else ()
    return replace(
        of_links,
        title=title,
        date=chosen.date,
        start_time=hours.begins,
        end_time=hours.ends,
        modality=modality,
        organisers=organisers,
        speakers=speakers,
        series=series,
        series_number=series_number,
        warnings=(
            *of_text,
            *chosen.warnings,
            *hours.warnings,
            *of_modality,
            *of_speakers,
            *of_series,
            *filter(None, [of_title]),
        ),
    )
