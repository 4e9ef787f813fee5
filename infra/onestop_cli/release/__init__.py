"""A jurisdiction's folder, read, checked and put in force as one release of the catalogue."""
