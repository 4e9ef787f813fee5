"""A QR code drawn as one path: with it, a telephone opens the page from the paper."""

from __future__ import annotations

from typing import Any

QUIET = 4  # modules of white around it, without which many telephones do not recognise it (ISO/IEC 18004)


def qr_code(text: str) -> dict[str, Any]:
    """Returns the side of the picture, in modules, and the path that fills the dark ones. It is readable with a seventh
    damaged."""
    import segno  # imported here: only a work order needs it

    rows = [list(row) for row in segno.make_qr(text, error="m").matrix]
    return {"side": len(rows) + 2 * QUIET, "path": "".join(path_of(row, y) for y, row in enumerate(rows, QUIET))}


def path_of(row: list[int], y: int) -> str:
    """Returns the dark runs of a row, each as a flat rectangle."""
    path, x = [], 0
    while x < len(row):
        end = x
        while end < len(row) and row[end]:
            end += 1
        if end > x:
            path.append(f"M{x + QUIET} {y}h{end - x}v1h-{end - x}z")
        x = max(end, x + 1)
    return "".join(path)
