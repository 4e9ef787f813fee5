"""E-mail: raw bytes as SES writes them to S3, read as what a person said, or as what a machine reports."""
