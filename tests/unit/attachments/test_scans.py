"""Scans of several pages become one PDF: no page is lost, and nothing of the scanner's is kept."""

from __future__ import annotations

import re

import pytest
from PIL import Image

from attachments.kinds_of_files import RefusedFile, SeenFile, look_at
from attachments.scans import MOST_PAGES
from tests.unit.attachments.pictures import PLANTED, a_picture, exif_with, frames, saved


@pytest.mark.parametrize("pages", [2, 5, MOST_PAGES])
def test_every_page_of_a_scan_is_in_the_document(pages: int) -> None:
    result = look_at(frames("TIFF", pages))
    assert isinstance(result, SeenFile)
    assert result.media_type == "application/pdf"
    assert len(re.findall(rb"/Type /Page\b", result.data)) == pages


def test_one_page_is_a_picture() -> None:
    result = look_at(frames("TIFF", 1))
    assert isinstance(result, SeenFile)
    assert result.media_type == "image/jpeg"


def test_a_fax_in_black_and_white_is_kept() -> None:
    page = a_picture((1728, 200)).convert("1")
    result = look_at(saved(page, "TIFF", compression="group4", save_all=True, append_images=[page]))
    assert isinstance(result, SeenFile)
    assert result.media_type == "application/pdf"
    assert result.data.count(b"/CCITTFaxDecode") == 2  # as sharp and as small as it came


def test_what_the_scanner_wrote_is_not_kept() -> None:
    options = {"exif": exif_with(), "save_all": True, "append_images": [a_picture()]}
    result = look_at(saved(a_picture(), "TIFF", **options))
    assert isinstance(result, SeenFile)
    assert PLANTED not in result.data


def test_too_many_pages_are_refused_with_advice() -> None:
    assert look_at(frames("TIFF", MOST_PAGES + 1)) == RefusedFile("too_many_pages")


def test_a_huge_page_among_small_ones_is_refused() -> None:
    huge = Image.new("1", (60_000, 1_000))
    data = saved(a_picture(), "TIFF", save_all=True, append_images=[huge])
    assert look_at(data) == RefusedFile("too_many_pixels")
