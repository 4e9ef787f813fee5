"""How are things stored? A folder for each idea, a module for each kind of row; pynamodb is imported only here."""
