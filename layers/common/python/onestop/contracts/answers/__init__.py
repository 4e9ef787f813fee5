"""What we answer over HTTPS: the shapes of answers, declared once.

They are TypedDicts: each handler declares which of them it returns (`AnswerOf` of it if a status or headers come with
it), the type checker enforces that, and the OpenAPI document is made from these declarations. Functions import
them for type checking only, because residents wait for every import.
"""
