"""Forms of any length as data: what is asked and when, what is valid, what is wrong: `docs/applications.md`."""
