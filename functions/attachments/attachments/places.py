"""Where a camera says that it was (Exif 2.32, 4.6.6): read before the photo is redrawn without it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from PIL import ExifTags, Image

GPS = ExifTags.GPS
DIVISORS = (1, 60, 3600)


def place_in(image: Image.Image) -> tuple[float, float] | None:
    """Latitude and longitude in degrees; None if there are none, or impossible ones."""
    try:
        told = image.getexif().get_ifd(ExifTags.IFD.GPSInfo)
        lat = degrees(told.get(GPS.GPSLatitude), told.get(GPS.GPSLatitudeRef), "S", 90)
        long = degrees(told.get(GPS.GPSLongitude), told.get(GPS.GPSLongitudeRef), "W", 180)
    except Exception:  # a camera may have written anything; the photo is good without a place
        return None
    if lat is None or long is None or (lat == 0 and long == 0):  # a camera without a fix writes zeros
        return None
    return lat, long


def degrees(parts: Sequence[Any] | None, side: Any, negative: str, most: int) -> float | None:
    """Degrees, minutes and seconds as one number, negative in the south and west."""
    if not parts or len(parts) > len(DIVISORS):
        return None
    value = sum(float(part) / divisor for part, divisor in zip(parts, DIVISORS, strict=False))
    side = side.decode("ascii", "replace") if isinstance(side, bytes) else str(side or "")
    value = -value if side.strip("\0 ").upper() == negative else value
    return round(value, 6) if math.isfinite(value) and abs(value) <= most else None
