"""What the cases of a lake teach: hot spots, who reports too little, what belongs together, which ways cases take."""
