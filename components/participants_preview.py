"""What was understood of a pasted list, and what someone has to decide."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from components.data import once, read
from components.forms import Form
from components.markdown import literal
from components.templates import show
from components.widget_state import give
from db.queries import attendance as queries
from domain.attending import Directory, choice_of, choices_for, corrected, family_of, undecided
from domain.entry import Typed, plain
from domain.formats import NBSP, NNBSP, count
from domain.matching import (
    A_NEW_PERSON,
    CLOSE_WRITING,
    DEVICE,
    NOBODY,
    UNDECIDED,
    Match,
    OrganisationMatch,
    Recognition,
    match,
    match_organisations,
    writing,
)
from domain.roles import Role, User
from domain.roster import RosterLine, read_pasted
from domain.vocabulary import Family

# Lists to unfold on one screen: beyond, they come page by page.
A_PAGE = 40

# For each line put right, by its writing: its fields, as a value that can be remembered.
Corrections = tuple[tuple[str, tuple[tuple[str, str], ...]], ...]


@dataclass(frozen=True)
class Preview:
    """What a text holds, against everyone the centre knows."""

    matches: tuple[Match, ...]
    lines: tuple[RosterLine, ...]  # as they were read, before any correction
    organisations: tuple[OrganisationMatch, ...]
    people: Mapping[int, str]  # name and organisation, by number, in order of names
    known: Mapping[int, str]  # organisations by number

    def of(self, state: Recognition) -> list[Match]:
        return [found for found in self.matches if found.state is state]

    def choices(self, typed: Typed) -> dict[str, str]:
        """What was decided; not whom the directory has lost since."""
        told: Mapping[str, str] = typed["choices"]
        return {
            key: chosen
            for key, chosen in told.items()
            if not chosen.isdecimal() or int(chosen) in self.people
        }


def preview_of(user: User, typed: Typed) -> Preview:
    """What the text holds. Raise ValueError when it names nobody, or too many."""
    put_right = tuple(
        (key, tuple(told.items())) for key, told in sorted(typed["corrections"].items())
    )
    return once(_preview, user.centre.centre_id, user.role, typed["text"].strip(), put_right)


def show_preview(form: Form, preview: Preview) -> None:
    """What the list holds, and lists to unfold for what is not certain: choices go to the form."""
    _show_summary(preview)
    _show_doubtful(form, preview)
    _show_organisations(form, preview)


def _preview(centre_id: int, role: Role, text: str, put_right: Corrections) -> Preview:
    """Raise ValueError for a text that names nobody, or too many."""
    read_lines, told = read_pasted(text), {key: dict(fields) for key, fields in put_right}
    lines = tuple(
        corrected(line, told[writing(line)]) if writing(line) in told else line
        for line in read_lines
    )
    known = read(queries.directory, centre_id=centre_id, role=role)
    return Preview(
        match(lines, known.people, known.decisions),
        read_lines,
        match_organisations(lines, known.organisations),
        people_labels(known),
        known.organisations,
    )


def people_labels(known: Directory) -> dict[int, str]:
    """Everyone a list may name, by number, in order of names; no two told alike."""
    labels = {
        one.id: f"{one.name}, {one.organisation}" if one.organisation else one.name
        for one in reversed(known.people)
    }
    times = Counter(labels.values())
    labels |= {key: f"{label} (fiche {key})" for key, label in labels.items() if times[label] > 1}
    return dict(sorted(labels.items(), key=lambda item: plain(item[1])))


def _show_summary(preview: Preview) -> None:
    numbers = [
        count(len(preview.of(state)), state.label.lower())
        for state in Recognition
        if preview.of(state)
    ]
    lines = count(len(preview.matches), "personne lue", "personnes lues")
    show("participants_summary.html", sentence=f"{lines}{NBSP}: {', '.join(numbers)}.")


def _show_doubtful(form: Form, preview: Preview) -> None:
    doubtful = preview.of(Recognition.DOUBTFUL)
    if not doubtful:
        return
    choices = preview.choices(form.typed)
    st.subheader("À vérifier")
    shown = _page(form.key("page"), doubtful)
    with st.container(key="douteuses"):
        for at, found in enumerate(shown):
            why = f"{found.reason}, excusée" if found.line.excused else found.reason
            told = f"{found.line.line or found.line.name} ({why})"
            chosen = choice_of(found, choices)
            labels = choice_labels(found, preview, chosen)
            asked = _question(found, preview)
            choose(form, "choices", f"who.{at}", told, labels, chosen, writing(found.line), asked)
    _show_shortcuts(form, undecided(doubtful, choices))


def _question(found: Match, preview: Preview) -> str:
    """What an undecided line asks, in one person when there is only one to name."""
    if len(found.candidates) != 1:
        return "À décider"
    return f"Est-ce {preview.people[found.candidates[0]]}{NNBSP}?"


def _show_shortcuts(form: Form, waiting: Sequence[Match]) -> None:
    """One answer for all the lines that may have it."""
    alike = {
        writing(found.line): str(found.candidates[0])
        for found in waiting
        if found.reason == CLOSE_WRITING and len(found.candidates) == 1
    }
    devices = {writing(found.line): NOBODY for found in waiting if found.reason == DEVICE}
    new = {
        writing(found.line): A_NEW_PERSON
        for found in waiting
        if found.line.name and found.reason != DEVICE and not found.line.doubt
    }
    with st.container(horizontal=True):
        for told, label in (
            (alike, "Oui pour les {} écritures proches d’une seule personne"),
            (devices, "Ignorer les {} appareils"),
            (new, "Les {} noms à décider sont des personnes nouvelles"),
        ):
            if len(told) > 1:
                st.button(label.format(len(told)), on_click=_decide_all, args=(form, told))


def choice_labels(found: Match, preview: Preview, chosen: str) -> dict[str, str]:
    """What the line is likely to be, and what was chosen for it, in words."""
    words = {
        A_NEW_PERSON: f"Nouvelle personne{NBSP}: {found.line.name}",
        NOBODY: "Ignorer cette ligne",
        UNDECIDED: "",
    }
    likely = dict.fromkeys([*choices_for(found), chosen])
    labels = {
        choice: words[choice] if choice in words else preview.people[int(choice)]
        for choice in likely
    }
    return {choice: label for choice, label in labels.items() if label}


def _page(key: str, doubtful: Sequence[Match]) -> Sequence[Match]:
    pages = -(-len(doubtful) // A_PAGE)
    if pages == 1:
        return doubtful
    chosen = st.segmented_control("Page", range(1, pages + 1), key=key, default=1) or 1
    return doubtful[(chosen - 1) * A_PAGE : chosen * A_PAGE]


def _show_organisations(form: Form, preview: Preview) -> None:
    """Those the centre does not know: perhaps one under another name, else their family."""
    unknown = [one for one in preview.organisations if one.known_id is None]
    if not unknown:
        return
    st.subheader("Structures à préciser")
    families = {family.value: f"Nouvelle, {family.label}" for family in Family}
    left_out = len(unknown) - A_PAGE
    with st.container(key="structures"):
        for at, one in enumerate(unknown[:A_PAGE]):
            same = {str(key): f"C’est {preview.known[key]}" for key in one.candidates}
            chosen = family_of(one, form.typed["families"])
            choose(
                form,
                "families",
                f"at.{at}",
                one.name,
                {**same, **families},
                chosen,
                plain(one.name),
            )
    if left_out > 0:
        others = count(left_out, "autre garde", "autres gardent")
        show(
            "entry_note.html",
            text=f"{others} la famille que dit leur nom, à revoir dans l’annuaire.",
        )


def choose(
    form: Form,
    field: str,
    name: str,
    label: str,
    options: Mapping[str, str],
    chosen: str,
    told_of: str,
    question: str = "À décider",
) -> None:
    """A list to unfold whose choice is kept, in the draft, under what it is told of."""
    key = form.key(name)
    give(key, chosen if chosen in options else None)
    st.selectbox(
        literal(label),
        list(options),
        format_func=options.__getitem__,
        key=key,
        placeholder=question,
        on_change=_decide,
        args=(form, field, key, told_of),
    )


def _decide(form: Form, field: str, key: str, told_of: str) -> None:
    told = {**form.typed[field], told_of: st.session_state[key] or UNDECIDED}
    st.session_state[form.key(field)] = told
    form.keep()


def _decide_all(form: Form, told: Mapping[str, str]) -> None:
    st.session_state[form.key("choices")] = {**form.typed["choices"], **told}
    form.keep()


def show_certain(form: Form, preview: Preview) -> None:
    """The lines that ask nothing: those recognised, those of new people, those left out."""
    choices = preview.choices(form.typed)
    certain = [
        (found, choice_of(found, choices))
        for found in preview.matches
        if found.state is not Recognition.DOUBTFUL
    ]
    if not certain:
        return
    show(
        "participants_preview.html",
        recognised=[
            (found, preview.people[int(chosen)]) for found, chosen in certain if chosen.isdecimal()
        ],
        new=[found for found, chosen in certain if chosen == A_NEW_PERSON],
        ignored=[found.line for found, chosen in certain if chosen == NOBODY],
    )
