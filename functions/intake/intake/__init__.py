"""Intake: every need, whatever its channel, becomes a case here. A channel translates; it never decides."""
