"""TIFF, the format of scanners and fax machines: one page becomes a picture, several become a PDF, none gets lost."""

from __future__ import annotations

import io

from PIL import Image, ImageSequence

from attachments.photos import draw_again, on_paper, redraw, too_many_pixels
from attachments.results import RefusedFile, SeenFile

MOST_PAGES = 30
FAX_PIXELS = 10_000_000  # a page of A4 at 300 dots an inch, in black and white


def redraw_pages(data: bytes, format: str) -> SeenFile | RefusedFile:
    """Redraws a scan without what the scanner wrote into it."""
    try:
        with Image.open(io.BytesIO(data), formats=[format]) as image:
            number = int(getattr(image, "n_frames", 1))
            if number == 1:
                return redraw(data, format)
            if number > MOST_PAGES:
                return RefusedFile("too_many_pages")
            pages = []
            for page in ImageSequence.Iterator(image):
                if too_many_pixels(page, format):
                    return RefusedFile("too_many_pixels")
                pages.append(as_page(page))
            return SeenFile(data=bound(pages), media_type="application/pdf")
    except Exception:  # as in `photos`: whatever a decoder raises, the file is broken
        return RefusedFile("broken")


def as_page(page: Image.Image) -> Image.Image:
    """One page: a fax stays as sharp and as small as it is, anything else is drawn as a photo is."""
    if page.mode != "1" or page.width * page.height > FAX_PIXELS:
        return on_paper(draw_again(page))
    canvas = Image.new("1", page.size)
    canvas.paste(page)
    return canvas


def bound(pages: list[Image.Image]) -> bytes:
    """Binds the pages into one PDF, at about 200 dots an inch, without a title or an author."""
    written = io.BytesIO()
    pages[0].save(written, "PDF", save_all=True, append_images=pages[1:], resolution=200.0, title="", producer="")
    return written.getvalue()
