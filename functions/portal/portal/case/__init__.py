"""The page of a case: what anybody with the reference sees, and what its resident sees."""
