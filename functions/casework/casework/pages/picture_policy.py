"""Photos on a page: pictures come from the bucket, to which our URLs redirect, and from nowhere else."""

from __future__ import annotations

from chalice.app import Response

from onestop.runtime.pages.content_policy import allow
from onestop.storage.cases.object_links import origin_of_kept


def letting_show_pictures(answer: Response, *, has_files: bool) -> Response:
    """Lets a page show pictures from the bucket, if its case has files."""
    return allow(answer, img_src=origin_of_kept()) if has_files else answer
