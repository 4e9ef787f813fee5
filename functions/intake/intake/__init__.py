"""Intake: every need, on whatever channel, becomes a case here. A channel translates; it never decides."""
