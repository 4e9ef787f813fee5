"""`onestop plan`: the plans of services, drawn for the terminal and as a picture."""
