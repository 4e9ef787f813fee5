"""TIFF, the format of scanners and fax machines: one page becomes a picture, several become a PDF, none gets lost."""

from __future__ import annotations

import io

from PIL import Image, ImageSequence

from attachments.photos import as_jpeg, draw, redraw, too_many_pixels
from attachments.results import Refused, Seen

MOST_PAGES = 30


def redraw_pages(data: bytes, format: str) -> Seen | Refused:
    """A scan without what the scanner wrote into it."""
    try:
        with Image.open(io.BytesIO(data), formats=[format]) as image:
            if too_many_pixels(image, format):
                return Refused("too_many_pixels")
            if len(lengths(image)) == 1:
                return redraw(data, format)
            if len(lengths(image)) > MOST_PAGES:
                return Refused("too_many_pages")
            pages = []
            for page in ImageSequence.Iterator(image):
                if too_many_pixels(page, format):
                    return Refused("too_many_pixels")
                pages.append(as_page(draw(page)))
            return Seen(data=bound(pages), media_type="application/pdf")
    except Exception:  # as in `photos`: whatever a decoder says, the file is broken
        return Refused("broken")


def lengths(image: Image.Image) -> range:
    """The numbers of the pages."""
    return range(int(getattr(image, "n_frames", 1)))


def as_page(drawn: Image.Image) -> Image.Image:
    """One page: packed as JPEG and opened again, so that thirty of them fit into memory."""
    return Image.open(io.BytesIO(as_jpeg(drawn)), formats=["JPEG"])


def bound(pages: list[Image.Image]) -> bytes:
    """The pages as one PDF, at about 200 dots an inch, without a title or an author."""
    written = io.BytesIO()
    pages[0].save(written, "PDF", save_all=True, append_images=pages[1:], resolution=200.0, title="", producer="")
    return written.getvalue()
