"""The plans of services as pictures: the content of a drawn plan, and its SVG."""
