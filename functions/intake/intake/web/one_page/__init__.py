"""The form on which a resident brings a need on one page; the alternative is `web/report`, with one question a page."""
