"""Letters on paper: printed as PDFs, handed to a print house in batches, and what the print house says of them."""
