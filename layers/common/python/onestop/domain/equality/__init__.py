"""Equal treatment, measured: the statistics behind `onestop insights audit`, in the standard library alone."""
