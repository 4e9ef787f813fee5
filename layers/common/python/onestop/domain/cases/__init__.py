"""The rules of a case: its life, its events, and every act upon it."""
