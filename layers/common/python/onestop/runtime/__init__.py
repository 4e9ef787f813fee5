"""What does every Lambda need? Settings, log, metrics, identity, web."""
