"""Forms of any length as data: what is asked when, what is valid, what is wrong in words (`docs/applications.md`)."""
