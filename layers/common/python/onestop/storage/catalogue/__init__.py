"""The catalogue as it is kept: releases, and what belongs to one but is read apart from it."""
