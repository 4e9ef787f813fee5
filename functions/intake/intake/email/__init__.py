"""E-mail: raw bytes as SES writes them to S3, read as what somebody said, or as what a machine reports."""
