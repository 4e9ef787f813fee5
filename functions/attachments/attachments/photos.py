"""Photos: redrawn, so that nothing is kept but what can be seen. Cameras write into a file where and when it was taken,
by whom, with what, and a smaller picture that may show what was cut away.
"""

from __future__ import annotations

import io

import pillow_heif
from PIL import Image, ImageCms, ImageOps

from attachments.places import place_in
from attachments.results import RefusedFile, SeenFile
from onestop.domain.again.photos import ACROSS, DOWN, fingerprint_of

Image.MAX_IMAGE_PIXELS = None  # Pillow only warns at first; `too_many_pixels` refuses before anything is decoded
pillow_heif.register_heif_opener(thumbnails=False)

LONGEST_EDGE = 2560  # pixels: enough to show a crack in a kerb; a quarter of what a telephone takes
MOST_PIXELS = 50_000_000  # decoded whole, at 4 bytes each: 200 MB
MOST_PIXELS_REDUCED = 250_000_000  # a baseline JPEG is decoded at a half, a quarter or an eighth of its size
QUALITY = 85
SMALL_EDGE = 320  # pixels, for lists: about 10 KB, where the photo itself has a megabyte
SMALL_QUALITY = 70
SOLID = ("RGB", "L")


def redraw(data: bytes, format: str) -> SeenFile | RefusedFile:
    """Redraws a photo upright, of moderate size, as JPEG; a drawing (PNG, GIF) as PNG, to keep its edges sharp."""
    try:
        with Image.open(io.BytesIO(data), formats=[format]) as image:
            if too_many_pixels(image, format):
                return RefusedFile("too_many_pixels")
            place = place_in(image)
            frames = int(getattr(image, "n_frames", 1)) if format in ("GIF", "WEBP", "PNG") else 1
            drawn = draw_again(image)
            drawing = format in ("PNG", "GIF")
            warnings = ("more_frames",) if frames > 1 else ()
            return SeenFile(
                data=as_png(drawn) if drawing else as_jpeg(drawn),
                media_type="image/png" if drawing else "image/jpeg",
                width=drawn.width,
                height=drawn.height,
                warnings=warnings,
                place=place,
                fingerprint=photo_fingerprint(drawn),
                small=as_jpeg(smaller(drawn), SMALL_QUALITY),
            )
    except Exception:  # the bytes may be made to break the decoder: whatever it raises, the file is broken
        return RefusedFile("broken")


def photo_fingerprint(drawn: Image.Image) -> str | None:
    """The fingerprint of a photo's look, by which a copy is recognised; a transparent drawing is taken as if on white
    paper."""
    grey = on_paper(drawn).convert("L").resize((ACROSS, DOWN), Image.Resampling.BOX)
    return fingerprint_of(grey.tobytes())


def too_many_pixels(image: Image.Image, format: str) -> bool:
    """Tells whether a picture is too large to decode: a few bytes can be made to fill a computer's memory."""
    reducible = format == "JPEG" and image.mode in SOLID and not image.info.get("progressive")
    return image.width * image.height > (MOST_PIXELS_REDUCED if reducible else MOST_PIXELS)


def draw_again(image: Image.Image) -> Image.Image:
    """Returns the picture upright, small enough, in common colours, on a new canvas."""
    image.draft(None, (LONGEST_EDGE, LONGEST_EDGE))
    upright = ImageOps.exif_transpose(image)
    upright.thumbnail((LONGEST_EDGE, LONGEST_EDGE), Image.Resampling.LANCZOS)
    coloured = in_usual_colours(upright)
    canvas = Image.new(coloured.mode, coloured.size)
    canvas.paste(coloured)
    return canvas


def in_usual_colours(image: Image.Image) -> Image.Image:
    """Converts to RGB (sRGB), RGBA or greys, which all browsers show the same."""
    profile = image.info.get("icc_profile")
    if image.mode.startswith("I"):  # 16 bits a pixel: from scanners and satellites
        image = image.convert("I").point(lambda value: value / 256).convert("L")
    elif image.mode in ("P", "PA", "LA", "La", "RGBa"):
        image = image.convert("RGBA" if image.has_transparency_data else "RGB")
    elif image.mode == "1":
        image = image.convert("L")
    elif image.mode not in (*SOLID, "RGBA") and not (profile and image.mode == "CMYK"):
        image = image.convert("RGB")
    return to_srgb(image, profile) if profile else image


def to_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    """Converts the colours of a profile to sRGB; telephones use a wider range."""
    mode = image.mode if image.mode in (*SOLID, "RGBA") else "RGB"
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        changed = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode=mode)
    except (ImageCms.PyCMSError, OSError, ValueError):  # the profile is broken, or for other colours
        changed = None
    return changed or image.convert(mode)


def smaller(drawn: Image.Image) -> Image.Image:
    """The same picture for lists, small."""
    small = on_paper(drawn).copy()
    small.thumbnail((SMALL_EDGE, SMALL_EDGE), Image.Resampling.LANCZOS)
    return small


def as_jpeg(image: Image.Image, quality: int = QUALITY) -> bytes:
    written = io.BytesIO()
    on_paper(image).save(written, "JPEG", quality=quality, optimize=True)
    return written.getvalue()


def on_paper(image: Image.Image) -> Image.Image:
    """The picture with white where it is transparent."""
    if image.mode != "RGBA":
        return image
    paper = Image.new("RGB", image.size, "white")
    paper.paste(image, mask=image.getchannel("A"))
    return paper


def as_png(image: Image.Image) -> bytes:
    written = io.BytesIO()
    image.save(written, "PNG", compress_level=6)
    return written.getvalue()
