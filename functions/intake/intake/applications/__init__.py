"""Applications as intake handles them: links to their forms, forms on paper, what becomes of a sent one."""
