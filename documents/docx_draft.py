"""A Word document being written: what is added goes at its end, and everything has its number."""

from collections import Counter
from copy import deepcopy
from dataclasses import dataclass, field
from io import BytesIO

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.text.paragraph import CT_P

from documents.docx_template import new_document
from documents.docx_xml import Node, caption, node

# Between two columns, in twentieths of a point.
COLUMN_GAP = 400


@dataclass(frozen=True)
class Draft:
    document: Document = field(default_factory=new_document)
    counts: Counter[str] = field(default_factory=Counter)

    def add(self, *nodes: Node) -> None:
        """Before what says how the last pages are, which closes every document."""
        last = self.document.element.body.sectPr
        for one in nodes:
            last.addprevious(one)

    def set_in_columns(self, last: Node) -> None:
        """What is added next, until that paragraph, stands in two columns.

        It takes a paragraph above that may end a section: a table cannot, nor the end of one.
        """
        closing = self.document.element.body.sectPr
        before = closing.getprevious()
        if not isinstance(before, CT_P) or before.xpath("./w:pPr/w:sectPr"):
            return
        before.get_or_add_pPr().append(deepcopy(closing))
        for old in closing.xpath("./w:type | ./w:headerReference | ./w:footerReference"):
            closing.remove(old)
        closing.insert(0, node("type", val="continuous"))
        columns = deepcopy(closing)
        columns.append(node("cols", num=2, space=COLUMN_GAP))
        last.get_or_add_pPr().append(columns)

    def next(self, kind: str) -> int:
        """1 for the first of its kind."""
        self.counts[kind] += 1
        return self.counts[kind]

    def caption(self, label: str, text: str) -> Node:
        return caption(label, self.next(label), text)

    def add_picture(self, png: bytes) -> str:
        """How the document refers to it."""
        return self.document.part.get_or_add_image(BytesIO(png))[0]

    def add_chart(self, chart: bytes, workbook: bytes) -> str:
        """How the document refers to it. The chart refers to its workbook as « rId1 »."""
        number, package = self.next("chart"), self.document.part.package
        sheet = Part(
            PackURI(f"/word/embeddings/Microsoft_Excel_Sheet{number}.xlsx"),
            CONTENT_TYPE.SML_SHEET,
            workbook,
            package,
        )
        drawn = Part(
            PackURI(f"/word/charts/chart{number}.xml"), CONTENT_TYPE.DML_CHART, chart, package
        )
        drawn.relate_to(sheet, RELATIONSHIP_TYPE.PACKAGE)
        return self.document.part.relate_to(drawn, RELATIONSHIP_TYPE.CHART)
