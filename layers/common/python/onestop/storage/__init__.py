"""How is it kept? A folder for each idea, a module for each kind of row; the only home of pynamodb."""
