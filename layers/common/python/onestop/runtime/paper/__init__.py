"""Forms on paper. It loads reportlab: whoever answers residents imports it only when a paper is asked for."""
