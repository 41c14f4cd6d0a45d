"""A Word file, read with nothing but zipfile and the standard library’s XML."""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from xml.etree import ElementTree as ET
from zipfile import ZipFile

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
RELS = "{http://schemas.openxmlformats.org/package/2006/relationships}"


@dataclass(frozen=True)
class WordFile:
    body: bytes

    @cached_property
    def parts(self) -> dict[str, bytes]:
        with ZipFile(BytesIO(self.body)) as file:
            assert file.testzip() is None
            return {name: file.read(name) for name in file.namelist()}

    def xml(self, name: str) -> ET.Element:
        return ET.fromstring(self.parts[name])  # noqa: S314 -- ours

    @cached_property
    def document(self) -> ET.Element:
        return self.xml("word/document.xml")

    def relations(self) -> Iterator[tuple[str, str, str]]:
        """The part that refers, by what name, and the part referred to."""
        for name in self.parts:
            if not name.endswith(".rels"):
                continue
            folder = posixpath.dirname(posixpath.dirname(name))
            source = posixpath.join(folder, posixpath.basename(name).removesuffix(".rels"))
            for one in self.xml(name).iter(f"{RELS}Relationship"):
                target = posixpath.join("/", folder, one.attrib["Target"])
                yield source, one.attrib["Id"], posixpath.normpath(target).lstrip("/")

    def paragraphs(self, style: str | None = None) -> list[ET.Element]:
        every = self.document.iter(f"{W}p")
        return [one for one in every if style is None or style_of(one) == style]

    def said(self, style: str) -> list[str]:
        return [text_of(one) for one in self.paragraphs(style)]


def style_of(paragraph: ET.Element) -> str | None:
    found = paragraph.find(f"{W}pPr/{W}pStyle")
    return None if found is None else found.attrib[f"{W}val"]


def text_of(element: ET.Element) -> str:
    return "".join(found.text or "" for found in element.iter(f"{W}t"))


def value(element: ET.Element | None) -> str:
    assert element is not None
    return element.attrib[f"{W}val"]
