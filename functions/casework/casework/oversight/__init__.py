"""Who saw what and what for, and how those who work for the jurisdiction do: each reading of it is recorded too."""
