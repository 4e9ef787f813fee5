"""My cases: whoever proves an address or number by a one-time code sees all cases that it brought."""
