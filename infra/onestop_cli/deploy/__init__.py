"""`onestop deploy`: the suite in an AWS account."""
