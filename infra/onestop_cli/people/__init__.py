"""`onestop people`: which records of a file are one person, and made-up people to try that with."""
