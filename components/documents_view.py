"""Choosing a document, seeing its first page, having it made."""

from datetime import datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import streamlit as st

from components.data import read
from components.differences_view import standings_read
from components.document_preview import first_page
from components.documents_export import journal_export
from components.filters import asked, asked_scope
from components.links import here, link
from components.metrics import DOCUMENTS
from components.period_links import month_links, part_links, year_links
from components.templates import show
from db.queries.dashboard import year_at_a_glance
from documents.making import MODULES
from documents.workshop import DocumentError, prepare
from domain.difference_entry import DifferenceState
from domain.document_kinds import (
    FILE_TYPES,
    YEARLY,
    DocumentKind,
    Order,
    file_name,
    lowest_role,
)
from domain.formats import MONTHS, NBSP, count, enumeration, half_up, number
from domain.periods import Period
from domain.roles import Role, User
from domain.scene_words import capital, the_period
from domain.scope import Scope

PAGE, DOCUMENT = "rapports", "document"
TOLD_TO_OTHERS = (DocumentKind.REPORT_DOCX, DocumentKind.REPORT_PDF, DocumentKind.SLIDES)
STEPS = 4  # what a document tells it is doing, from reading to writing

HOLDS = {
    DocumentKind.REPORT_DOCX: "Titres, tableaux et légendes que l’on peut reprendre. Dans Word, "
    "«\u00a0Mettre à jour la table\u00a0» ajoute les pages au sommaire.",
    DocumentKind.REPORT_PDF: "Prêt à imprimer ou à envoyer, lisible par les lecteurs d’écran.",
    DocumentKind.SLIDES: "Les scènes de la projection, textes et graphiques modifiables, "
    "notes de l’orateur comprises.",
    DocumentKind.WORKBOOK: "Une feuille par sujet, avec filtres et aide à la lecture. "
    "Aucun participant n’y est nommé.",
    DocumentKind.NATIONAL_RETURN: "L’année en demi-journées, par modalité, thème et public.",
    DocumentKind.CALENDAR: "Les rencontres de l’année, pour un logiciel d’agenda.",
    DocumentKind.PEOPLE: "Qui est venu à quoi. Chaque export est noté au journal.",
}


class Asked(NamedTuple):
    order: Order
    file: str
    period: str  # « Année 2023 », « Juin 2023 »


def asked_document(user: User) -> Asked:
    """The document, and the period it is about, of the address."""
    offered = [kind.value for kind in _kinds(user)]
    kind = DocumentKind(asked(DOCUMENT, offered) or offered[0])
    selection = asked_scope(user, territory=False, month=True)
    period = Period.of_year(selection.year) if kind in YEARLY else selection.scope.period
    now = datetime.now(ZoneInfo(user.centre.timezone)).replace(second=0, microsecond=0)
    order = Order(kind, Scope(user.centre.centre_id, period), user.role, selection.today, now)
    return Asked(order, file_name(kind, user.centre.slug, period), capital(the_period(period)))


def _kinds(user: User) -> list[DocumentKind]:
    """Those that are made, and that this user may have."""
    return [k for k in DocumentKind if k in MODULES and user.can_act_as(lowest_role(k))]


def show_documents(user: User, wanted: Asked) -> None:
    left, right = st.columns([3, 2], gap="large")
    with left:
        show("documents.html", **_choices(user, wanted))
    with right, st.container(key="document-pret"):
        _show_ready(user, wanted)


def _choices(user: User, wanted: Asked) -> dict[str, Any]:
    kind, period = wanted.order.kind, wanted.order.scope.period
    whole = kind in YEARLY
    return {
        "kinds": [(one, here(PAGE, **{DOCUMENT: one.value}), one is kind) for one in _kinds(user)],
        "holds": HOLDS,
        "years": year_links(user, PAGE, period.year),
        "parts": [] if whole else part_links(PAGE, period),
        "months": [] if whole else month_links(PAGE, period, wanted.order.today),
    }


def _show_ready(user: User, wanted: Asked) -> None:
    """The way to the file, then its first page: who knows it already does not wait for it."""
    kind = wanted.order.kind
    show(
        "document_ready.html",
        kind=kind,
        period=wanted.period,
        file=wanted.file,
        unfinished=_unfinished(user, wanted.order) if kind in TOLD_TO_OTHERS else [],
    )
    # In the run of the page, after its guard: a callback would come before.
    is_asked = st.button("Préparer le fichier", type="primary", key=f"preparer-{wanted.file}")
    place = st.container()
    with st.spinner("Aperçu en préparation"):
        seen = first_page(wanted.order)
    show("document_preview.html", **seen)
    if is_asked:
        journal_export(user, wanted.order)
        with place:
            _hand_out(wanted)


def _unfinished(user: User, order: Order) -> list[tuple[str, str]]:
    """What a reader of the document would ask about, and where it is settled."""
    period = order.scope.period
    whole = order.scope.over(Period.of_year(period.year))
    glance = read(year_at_a_glance, scope=whole, today=order.today)
    months = [one for one in glance.attention.months_to_close if one in period.months]
    waiting = sum(
        one.state is DifferenceState.TO_EXPLAIN for one in standings_read(user, period.year)
    )
    told = []
    if waiting:
        told.append((f"{count(waiting, 'écart')} à expliquer", link("ecarts", annee=period.year)))
    if months and user.can_act_as(Role.DIRECTOR):
        named = enumeration([MONTHS[month - 1] for month in months])
        told.append((f"À arrêter{NBSP}: {named}", link("cloture", annee=period.year)))
    return told


def _hand_out(wanted: Asked) -> None:
    bar = st.progress(0, "Le document se prépare")
    told: list[str] = []

    def tell(step: str) -> None:
        told.append(step)
        bar.progress(min(len(told), STEPS) / (STEPS + 1), step)

    try:
        body = prepare(wanted.order, tell)
    except DocumentError as error:
        DOCUMENTS.labels(wanted.order.kind, "failed").inc()
        bar.empty()
        st.error(str(error))
        return
    DOCUMENTS.labels(wanted.order.kind, "made").inc()
    bar.empty()
    st.download_button(
        f"Télécharger ({number(half_up(len(body) / 1000))}{NBSP}Ko)",
        body,
        file_name=wanted.file,
        mime=FILE_TYPES[wanted.order.kind].media,
        type="primary",
        on_click="ignore",
    )
