"""The text of an invitation or an e-mail, read into the draft of a meeting.

Nothing is invented: what the text does not say stays empty, what is doubtful is said in a warning.
``words.py`` holds the rules, as data; each other module reads one kind of fact.
"""

from domain.announcement.draft import Announcement, Speaker
from domain.announcement.reading import read_announcement
from domain.announcement.source import LONGEST_ANNOUNCEMENT
from domain.announcement.writing import announcement_text, as_json, decoded

__all__ = [
    "LONGEST_ANNOUNCEMENT",
    "Announcement",
    "Speaker",
    "announcement_text",
    "as_json",
    "decoded",
    "read_announcement",
]
