"""The OpenAPI document of the HTTPS API, made from routes and contracts."""
