"""Texts of residents with planted personal data, made by chance that is told, to measure redaction with."""
