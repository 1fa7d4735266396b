"""Rules at work: at arrival, after the analysis, on demand; and the programs that they run."""
