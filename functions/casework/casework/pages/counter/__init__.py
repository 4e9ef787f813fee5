"""At the counter and on the telephone: what staff enter for somebody who is there or calls."""
