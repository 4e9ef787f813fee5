"""The relations of cases to each other and to other systems: merged, linked, imported, handed over."""
