"""One file a widget, and the pure parts that widgets are made of."""
