"""Pure text layout: wrapping, columns, matches, wording, articles as lines."""
