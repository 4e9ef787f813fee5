"""What does every Lambda function need? Settings, log, metrics, identity, web."""
