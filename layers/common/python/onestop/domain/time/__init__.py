"""When something is due: calendars, deadlines, promises, timers, and what lateness costs."""
