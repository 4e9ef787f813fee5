"""What comes in and is no case yet: contacts that became none, threads of mail, talks by text message."""
