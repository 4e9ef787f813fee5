"""The stored catalogue: releases, and what belongs to a release but is read separately."""
