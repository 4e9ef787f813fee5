"""What cases have to do with each other, and with other systems: merged, linked, imported, handed over."""
