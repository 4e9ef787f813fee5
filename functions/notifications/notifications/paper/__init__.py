"""Letters on paper: printed as PDFs, handed to a print house in batches, and the reports of the print house."""
