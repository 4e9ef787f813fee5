"""What may become of a case and of its tasks: their life, events, and every act upon them."""
