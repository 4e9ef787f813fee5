"""Letters and faxes: a scan, and the text that Amazon Textract read from it."""
