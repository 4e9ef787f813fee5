"""A complete draft is sent: signed, paid, made a case of, and confirmed."""
