"""Pages in a real browser. This file makes the folder a package, which pytest needs to end the browser after it."""
