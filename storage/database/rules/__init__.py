"""What rules have done: matches, programs to run, notices."""
