"""How is it kept? One module per aggregate; the only home of pynamodb."""
