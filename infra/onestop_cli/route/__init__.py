"""`onestop route`: how needs are routed, tried without a running suite."""
