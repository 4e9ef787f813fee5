"""Portal: the pages on which residents find a service and follow their case. It reads and never writes."""
