"""The plans of services as pictures: what a drawn plan says, and the SVG of it."""
