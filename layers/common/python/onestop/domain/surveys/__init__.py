"""What residents think of us: whom we ask, what we ask first, what follows, and the results of all answers."""
