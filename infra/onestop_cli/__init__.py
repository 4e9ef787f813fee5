"""The `onestop` command: start, deploy, load and try out the suite."""
