"""The form on which a resident brings a need on one page, beside `web/report`, which asks one thing on each."""
