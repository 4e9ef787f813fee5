"""Photos on a page: pictures come from the bucket, to which our addresses lead, and from nowhere else."""

from __future__ import annotations

from chalice.app import Response

from onestop.storage.objects import origin_of_kept

POLICY = "Content-Security-Policy"


def letting_show_pictures(answer: Response, *, has_files: bool) -> Response:
    """Where a case has files, its page alone may show pictures from the bucket."""
    if has_files:
        policy = str(answer.headers[POLICY])
        answer.headers[POLICY] = policy.replace("img-src 'self'", f"img-src 'self' {origin_of_kept()}")
    return answer
