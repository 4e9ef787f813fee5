"""What residents think of us: whom we ask and what we ask first, what follows, and the results of all answers
together."""
