"""The Open311 server in the OpenAPI document: its calls, and what is sent and answered."""
