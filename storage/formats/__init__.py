"""Articles as other programs read them: Markdown, plain text, and a folder of notes."""
