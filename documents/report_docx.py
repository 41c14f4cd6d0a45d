"""The activity report as a Word file the team can go on writing."""

from datetime import UTC, datetime
from io import BytesIO

from sqlmodel import Session

from db.queries.report import report_reading
from documents.docx_blocks import add_blocks
from documents.docx_contents import contents, heading
from documents.docx_cover import cover
from documents.docx_draft import Draft
from documents.docx_xml import field, paragraph, run, tab
from documents.making import Tell
from documents.settled_zip import settled
from documents.slide_text import printable
from domain.document_kinds import Order
from domain.report import Report
from domain.report_sections import report
from domain.scene_text import cut

LANGUAGE = "fr-FR"
# Letters of the centre’s name at the top of each page, and of a property of the file.
RUNNING, PROPERTY = 50, 250


def make(session: Session, order: Order, tell: Tell) -> bytes:
    tell("Lecture des chiffres")
    reading = report_reading(
        session, scope=order.scope, filters=(), today=order.today, now=order.now
    )
    tell("Mise en page du document Word")
    return write(report(reading), reading.board.read_at)


def write(made: Report, at: datetime) -> bytes:
    """``at`` dates the file: the same report gives the same bytes."""
    draft = Draft()
    cover(draft, made)
    contents(draft, made.sections)
    for index, section in enumerate(made.sections):
        draft.add(heading(made.sections, index))
        add_blocks(draft, section.blocks)
    draft.add(paragraph("EndOfDocument"))
    _frame(draft, made)
    _describe(draft, made, at)
    body = BytesIO()
    draft.document.save(body)
    return settled(body.getvalue(), at)


def _frame(draft: Draft, made: Report) -> None:
    """The top and the foot of each page but the cover."""
    # The first section is the cover; those after this one go on as it does.
    section = draft.document.sections[1]
    over = paragraph(
        "Header", run(cut(made.centre, RUNNING)), tab(), run(f"{made.title} {made.period}")
    )
    pages = [run("page "), *field("PAGE", run("2")), run(" / "), *field("NUMPAGES", run("2"))]
    section.header._element.append(over)
    section.footer._element.append(paragraph("Footer", run(made.foot), tab(), *pages))


def _describe(draft: Draft, made: Report, at: datetime) -> None:
    about = draft.document.core_properties
    centre = cut(printable(made.centre), PROPERTY // 2)
    about.title = f"{made.title} {made.period} – {centre}"
    about.author = about.last_modified_by = centre
    about.subject = cut(f"{made.title} de {centre}, {printable(made.region)}", PROPERTY)
    about.language, about.revision = LANGUAGE, 1
    about.created = about.modified = at.astimezone(UTC).replace(tzinfo=None)
