"""Learns from the cases of a lake: hot spots, who reports too little, what belongs together, which paths cases take."""
