"""Letters that belong to no case: codes, confirmations, links to drafts and signatures."""
