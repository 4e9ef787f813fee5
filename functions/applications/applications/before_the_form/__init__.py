"""What comes before a form: questions about eligibility, life events, an earlier case, the form on paper."""
