"""My cases: anyone who proves an address or number by a one-time code sees all cases that were opened with it."""
