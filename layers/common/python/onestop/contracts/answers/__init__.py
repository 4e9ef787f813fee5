"""What we answer over HTTPS: the shapes of answers, declared once.

They are TypedDicts: functions return dictionaries that the type checker holds against them, and the OpenAPI document is
made from them. No function loads them (they are imported for type checking only): residents wait for what is loaded.
"""
