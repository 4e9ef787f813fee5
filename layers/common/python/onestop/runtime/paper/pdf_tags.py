"""Tags in a PDF, which tell a screen reader what is a heading, a paragraph or a list, and in which order to read them.
reportlab writes none: what it draws is marked here, and the tree of the marks is added to its document.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFString  # type: ignore[import-untyped]
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]


@dataclass(slots=True)
class Tag:
    """One thing that is read: its kind, the words for it if it is a picture, its pieces as (page, number), and the
    things read inside it, such as the items of a list."""

    kind: str
    alt: str = ""
    pieces: list[tuple[int, int]] = field(default_factory=list)
    inside: list[Tag] = field(default_factory=list)


class Tags:
    """The tags of a document, in reading order."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._read: list[Tag] = []
        self._pieces: list[list[Tag]] = [[]]  # for each page its pieces, by their numbers

    def turn_page(self) -> None:
        self._pieces.append([])

    def begin(self, kind: str, alt: str = "", within: Tag | None = None) -> Tag:
        """Begins a tag that is read after everything that was begun before."""
        tag = Tag(kind, alt)
        (within.inside if within else self._read).append(tag)
        return tag

    @contextmanager
    def piece(self, tag: Tag) -> Iterator[None]:
        """Marks what is drawn inside the block as part of this tag; a tag that continues on another page has a piece
        there too."""
        here = self._pieces[-1]
        self._canvas._code.append(f"/{tag.kind} <</MCID {len(here)}>> BDC")
        tag.pieces.append((len(self._pieces) - 1, len(here)))
        here.append(tag)
        yield
        self._canvas._code.append("EMC")

    @contextmanager
    def decoration(self) -> Iterator[None]:
        """Marks what is drawn inside the block as not to be read: fold marks, lines, the bottom of the sheet."""
        self._canvas._code.append("/Artifact BMC")
        yield
        self._canvas._code.append("EMC")

    def hang_in(self) -> None:
        """Adds the tree to the document; called once, after the last page is shown."""
        document = self._canvas._doc
        pages, made = document.Pages.pages, dict[int, PDFDictionary]()
        root, whole = PDFDictionary({"Type": PDFName("StructTreeRoot")}), Tag("Document", inside=self._read)
        root["K"] = document.Reference(self._element(whole, root, pages, made))
        parents: list[Any] = []
        for number, pieces in enumerate(self._pieces):
            page = pages[number]
            page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
            page.StructParents, page.Tabs = number, PDFName("S")
            parents += [number, PDFArray([document.Reference(made[id(tag)]) for tag in pieces])]
        root["ParentTree"] = PDFDictionary({"Nums": PDFArray(parents)})
        root["ParentTreeNextKey"] = len(self._pieces)
        document.Catalog.StructTreeRoot = root
        document.Catalog.MarkInfo = PDFDictionary({"Marked": "true"})
        document.Catalog.ViewerPreferences = PDFDictionary({"DisplayDocTitle": "true"})

    def _element(self, tag: Tag, above: PDFDictionary, pages: Any, made: dict[int, PDFDictionary]) -> PDFDictionary:
        document = self._canvas._doc
        element = PDFDictionary({"Type": PDFName("StructElem"), "S": PDFName(tag.kind), "P": document.Reference(above)})
        if tag.alt:
            element["Alt"] = PDFString(tag.alt)
        made[id(tag)] = element
        document.Reference(element)  # created before its children refer to it
        below = [document.Reference(self._element(each, element, pages, made)) for each in tag.inside]
        element["K"] = PDFArray(
            [
                *(
                    PDFDictionary({"Type": PDFName("MCR"), "Pg": document.Reference(pages[page]), "MCID": number})
                    for page, number in tag.pieces
                ),
                *below,
            ]
        )
        return element
