"""What can be learnt from cases: the statistics of equal treatment, with the standard library only, and lessons in
words."""
