"""What staff may do on a case, and how one act is carried out, exactly once: permissions, input and consequences."""
