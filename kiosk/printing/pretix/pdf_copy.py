"""Copies a page of one PDF into another as a form; understands no drawing.

ReportLab writes PDFs and pypdf reads them; this stands between. Objects are copied as they are
found, their streams still packed, with limits, since the PDF may be made to do harm.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Mapping, Sequence
from typing import Any

from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    EncodedStreamObject,
    IndirectObject,
    NameObject,
    NullObject,
    StreamObject,
)
from reportlab.pdfbase.pdfdoc import PDFDocument, PDFObject, xObjectName
from reportlab.pdfgen.canvas import Canvas

_MOST_OBJECTS = 20_000
_DEEPEST = 60
_MOST_BYTES = 64 * 1024 * 1024
_LEFT_OUT = {"/Parent", "/Annots", "/StructParents", "/StructParent", "/Metadata", "/PieceInfo"}
"""What ties an object to the rest of its own file and draws nothing."""


class _Ready(PDFObject):
    """An object whose parts are ready text or references to others."""

    def __init__(self) -> None:
        self.parts: list[bytes | Any] = []

    def format(self, document: PDFDocument) -> bytes:
        """The object's text, as the writer asks for it."""
        return b"".join(
            part if isinstance(part, bytes) else part.format(document) for part in self.parts
        )


class Copy:
    """Copies into the PDF that this canvas writes. Raises ValueError where a limit is reached."""

    def __init__(self, canvas: Canvas) -> None:
        self._document: Any = vars(canvas)["_doc"]  # no public way; tests guard it
        self._done: dict[tuple[int, int], Any] = {}
        self._bytes = 0

    def form(self, name: str, page: Any, matrix: Sequence[float]) -> None:  # noqa: ANN401  pypdf's page
        """The page as a form of that name; `matrix` says where it lies."""
        contents = page.get_contents()
        drawn = zlib.compress(contents.get_data() if contents is not None else b"")
        head: dict[str, object] = {
            "/Type": NameObject("/XObject"),
            "/Subtype": NameObject("/Form"),
            "/BBox": page.cropbox,
            "/Resources": page.get("/Resources", DictionaryObject()),
            "/Filter": NameObject("/FlateDecode"),
        }
        if "/Group" in page:
            head["/Group"] = page["/Group"]
        made = _Ready()
        made.parts = [
            b"<< /Matrix [", " ".join(f"{x:.6f}" for x in matrix).encode(), b"] ",
            *self._pairs(head, 0),
            *self._stream(drawn),
        ]  # fmt: skip
        self._document.Reference(made, xObjectName(name))

    def _pairs(self, pairs: Mapping[Any, Any], depth: int) -> list[Any]:
        """The inside of a dictionary."""
        parts: list[Any] = []
        for key in pairs:
            if str(key) not in _LEFT_OUT:
                value = pairs.raw_get(key) if isinstance(pairs, DictionaryObject) else pairs[key]
                parts += [_name(str(key)), b" ", *self._value(value, depth + 1), b"\n"]
        return parts

    def _value(self, value: Any, depth: int) -> list[Any]:  # noqa: ANN401  any object of pypdf
        if depth > _DEEPEST:
            raise ValueError("too deep")
        if isinstance(value, IndirectObject):
            return [self._reference(value)]
        if isinstance(value, StreamObject):  # a stream stands alone; found here, it is misplaced
            raise TypeError("stream inside an object")
        if isinstance(value, DictionaryObject):
            return [b"<< ", *self._pairs(value, depth), b">>"]
        if isinstance(value, ArrayObject):
            inner = [part for each in value for part in (*self._value(each, depth + 1), b" ")]
            return [b"[", *inner, b"]"]
        return [_plain(value)]

    def _reference(self, to: IndirectObject) -> Any:  # noqa: ANN401  ReportLab's reference
        """A reference to the copy of that object, which is made where it is the first."""
        key = (to.idnum, to.generation)
        if key not in self._done:
            if len(self._done) >= _MOST_OBJECTS:
                raise ValueError("too many objects")
            made = _Ready()
            self._done[key] = self._document.Reference(made)
            found = to.get_object()
            made.parts = (
                self._stream_object(found)
                if isinstance(found, StreamObject)
                else self._value(NullObject() if found is None else found, 0)
            )
        return self._done[key]

    def _stream_object(self, found: StreamObject) -> list[Any]:
        packed = vars(found)["_data"]  # as it lies in the file
        if not isinstance(found, EncodedStreamObject):
            packed = found.get_data()
        head = {key: found.raw_get(key) for key in found if key != "/Length"}
        return [b"<< ", *self._pairs(head, 0), *self._stream(bytes(packed))]

    def _stream(self, packed: bytes) -> list[Any]:
        self._bytes += len(packed)
        if self._bytes > _MOST_BYTES:
            raise ValueError("too large")
        return [b"/Length %d >>\nstream\n" % len(packed), packed, b"\nendstream"]


def _name(text: str) -> bytes:
    return _plain(NameObject(text))


def _plain(value: Any) -> bytes:  # noqa: ANN401  a number, name, text or null of pypdf
    target = io.BytesIO()
    value.write_to_stream(target)
    return target.getvalue()
