"""Photos are drawn anew: upright, of bearable size, and without a byte of what the camera wrote besides the picture."""

from __future__ import annotations

import io
from itertools import combinations
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms

from attachments.kinds_of_files import RefusedFile, SeenFile, look_at
from attachments.photos import LONGEST_EDGE
from onestop.domain.again.photos import CLOSE, SAME, bits_apart
from tests.depth import tries
from tests.unit.attachments.pictures import (
    HALIFAX,
    PLANTED,
    a_photo,
    a_picture,
    a_png_bomb,
    a_view,
    exif_with,
    frames,
    jpeg_segments,
    png_chunks,
    saved,
    with_iptc,
)

FORMATS = ("JPEG", "PNG", "WEBP", "TIFF", "HEIF")
JFIF, TABLES = b"\xff\xe0", (b"\xff\xdb", b"\xff\xc0", b"\xff\xc4", b"\xff\xc2", b"\xff\xdd")
DRAWN_CHUNKS = {b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"}


def seen(data: bytes) -> SeenFile:
    result = look_at(data)
    assert isinstance(result, SeenFile), result
    return result


def picture(result: SeenFile) -> Image.Image:
    return Image.open(io.BytesIO(result.data))


def is_bare(result: SeenFile) -> bool:
    """Whether a kept picture is nothing but a picture."""
    if result.media_type == "image/png":
        return set(png_chunks(result.data)) <= DRAWN_CHUNKS
    return set(jpeg_segments(result.data)) <= {JFIF, *TABLES}


def colours(result: SeenFile) -> tuple[str, str]:
    """The colour at the left or top, and the one at the right or bottom."""
    image = picture(result).convert("RGB")
    ends = image.getpixel((2, 2)), image.getpixel((image.width - 3, image.height - 3))
    return tuple("red" if end[0] > end[2] else "blue" for end in ends)  # type: ignore[return-value,index,operator]


@pytest.mark.parametrize("format", FORMATS)
def test_a_photo_is_kept_without_what_the_camera_wrote_and_its_place_is_proposed(format: str) -> None:
    result = seen(a_photo(format, place=HALIFAX))
    assert result.place == pytest.approx(HALIFAX, abs=1e-5)
    assert is_bare(result)
    assert PLANTED not in result.data
    assert (result.width, result.height) == (80, 40)
    assert colours(result) == ("red", "blue")


@settings(max_examples=tries(60), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    format=st.sampled_from(FORMATS),
    lat=st.floats(-90, 90),
    long=st.floats(-180, 180),
    orientation=st.sampled_from([None, *range(1, 9)]),
    planted=st.binary(min_size=8, max_size=60),
)
def test_no_picture_that_is_kept_tells_who_took_it_or_where(
    format: str, lat: float, long: float, orientation: int | None, planted: bytes
) -> None:
    planted = PLANTED + planted
    data = saved(a_picture(), format, exif=exif_with((lat, long), orientation, planted))
    result = seen(data)
    assert is_bare(result)
    assert not any(mark in result.data for mark in (PLANTED, planted, b"Exif\0", b"GPS", b"http://ns.adobe.com"))
    assert dict(picture(result).getexif()) == {}
    if result.place:
        assert result.place == pytest.approx((lat, long), abs=1e-4)
    else:
        assert abs(lat) < 1e-6
        assert abs(long) < 1e-6


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photo_stands_upright_whichever_way_the_camera_was_held(orientation: int) -> None:
    result = seen(a_photo(orientation=orientation))
    lying = orientation < 5
    assert (result.width, result.height) == ((80, 40) if lying else (40, 80))
    turned = orientation in (2, 3, 7, 8)
    assert colours(result) == (("blue", "red") if turned else ("red", "blue"))


def test_news_agencies_segment_and_comments_go_too() -> None:
    result = seen(with_iptc(a_photo()))
    assert is_bare(result)
    assert PLANTED not in result.data


def test_a_photo_in_wide_colours_is_kept_in_usual_ones_without_the_profile() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for each in (profile, srgb, b"not a profile"):
        result = seen(saved(a_picture(), "PNG", icc_profile=each))
        assert is_bare(result)
        assert colours(result) == ("red", "blue")


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGBA", "LA", "I;16"])
@pytest.mark.parametrize("format", ["PNG", "TIFF"])
def test_a_picture_in_any_colours_is_kept_as_browsers_show_it(mode: str, format: str) -> None:
    if (mode, format) == ("LA", "TIFF"):
        mode = "L"
    image = Image.new(mode, (30, 20), 60_000) if mode == "I;16" else a_picture((30, 20), mode)
    result = seen(saved(image, format))
    assert picture(result).mode in ("RGB", "RGBA", "L")
    assert is_bare(result)


def test_sixteen_bits_a_pixel_become_eight_and_not_white() -> None:
    result = seen(saved(Image.new("I;16", (30, 20), 32_768), "PNG"))
    assert picture(result).getpixel((5, 5)) == pytest.approx(128, abs=1)


def test_a_photo_in_printers_colours_is_kept() -> None:
    assert colours(seen(saved(a_picture(mode="CMYK"), "JPEG"))) == ("red", "blue")


def test_what_is_transparent_becomes_paper_where_there_is_no_transparency() -> None:
    clear = Image.new("RGBA", (20, 20), (0, 0, 0, 0))
    result = seen(saved(clear, "WEBP", lossless=True))
    assert picture(result).getpixel((5, 5)) == (255, 255, 255)
    assert picture(seen(saved(clear, "PNG"))).getpixel((5, 5)) == (0, 0, 0, 0)


@pytest.mark.parametrize("size", [(6000, 3000), (3000, 6000), (2561, 10)])
def test_a_large_photo_is_kept_smaller(size: tuple[int, int]) -> None:
    result = seen(saved(Image.new("RGB", size), "JPEG"))
    assert max(result.width or 0, result.height or 0) == LONGEST_EDGE
    assert (result.width or 0) / (result.height or 1) == pytest.approx(size[0] / size[1], rel=0.02)


def test_an_animation_is_kept_as_its_first_picture_and_says_so() -> None:
    result = seen(frames("GIF", 3))
    assert result.warnings == ("more_frames",)
    assert result.media_type == "image/png"
    assert getattr(picture(result), "n_frames", 1) == 1


@pytest.mark.parametrize("bomb", [a_png_bomb(), a_png_bomb(50_001, 1000)])
def test_a_picture_made_to_fill_the_memory_is_refused_before_it_is_decoded(bomb: bytes) -> None:
    assert look_at(bomb) == RefusedFile("too_many_pixels")


@pytest.mark.parametrize("format", [*FORMATS, "GIF"])
@pytest.mark.parametrize("part", [0.3, 0.6, 0.9])
def test_a_picture_that_is_not_whole_is_refused_and_harms_nobody(format: str, part: float) -> None:
    noise = Image.effect_noise((200, 200), 90).convert("RGB")
    whole = saved(noise, format)
    assert look_at(whole[: int(len(whole) * part)]) in (RefusedFile("broken"), RefusedFile("kind"))


@settings(max_examples=tries(150), deadline=None)
@given(format=st.sampled_from([*FORMATS, "GIF"]), changes=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255))))
def test_whatever_is_changed_in_a_picture_it_is_seen_or_refused(format: str, changes: Any) -> None:
    data = bytearray(saved(a_picture(), format, **({} if format == "GIF" else {"exif": exif_with(HALIFAX)})))
    for where, value in changes:
        data[int(where * (len(data) - 1))] = value
    result = look_at(bytes(data))
    assert isinstance(result, SeenFile | RefusedFile)
    if isinstance(result, SeenFile) and result.media_type.startswith("image/"):
        assert is_bare(result)


@pytest.mark.parametrize("seed", range(5))
def test_a_photo_is_known_again_when_it_was_made_smaller_and_worse(seed: int) -> None:
    view = a_view(seed)
    first = seen(saved(view, "JPEG", quality=95)).fingerprint
    small = view.resize((320, 240), Image.Resampling.LANCZOS)
    for again in (saved(view, "JPEG", quality=30), saved(small, "JPEG", quality=50), saved(view, "WEBP", quality=40)):
        other = seen(again).fingerprint
        assert first
        assert other
        assert bits_apart(first, other) <= SAME


def test_other_photos_are_not_taken_for_the_same() -> None:
    prints = [seen(saved(a_view(seed), "JPEG")).fingerprint or "" for seed in range(12)]
    apart = [bits_apart(one, other) for one, other in combinations(prints, 2)]
    assert min(apart) > CLOSE


def test_a_photo_with_nothing_on_it_has_no_fingerprint() -> None:
    assert seen(saved(Image.new("RGB", (400, 300), "black"), "JPEG")).fingerprint is None
