"""Forms on paper. It loads reportlab, so functions that answer residents import it only when a paper is asked for."""
