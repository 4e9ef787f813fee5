"""What came in and is not a case yet: contacts that became none, threads of mail, talks by text message."""
