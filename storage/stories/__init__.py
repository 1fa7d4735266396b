"""Links between articles, the stories that they form, and the reader's corrections of stories."""
