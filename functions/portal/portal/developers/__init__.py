"""The pages for developers of other systems, who call our API."""
