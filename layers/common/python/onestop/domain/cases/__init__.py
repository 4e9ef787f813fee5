"""What may become of a case: its life, its events, and every act upon it."""
