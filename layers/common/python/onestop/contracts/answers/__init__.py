"""What we answer over HTTPS: the shapes of answers, declared once.

They are TypedDicts: each handler says which of them it returns (`AnswerOf` of it where a status or headers come with
it), the type checker holds it to that, and the OpenAPI document is made from what the handlers say. Functions import
them for type checking only: residents wait for what is loaded.
"""
