"""Forms of form.io and Open Forms, taken over as forms of ours."""
