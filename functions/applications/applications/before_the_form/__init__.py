"""What comes before a form: what one may get, what happens in a life, a case that was told, the form on paper."""
