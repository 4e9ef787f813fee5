"""Letters and faxes: a scan, and what Amazon Textract read in it."""
