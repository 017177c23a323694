"""The commands: one module each, loaded on demand. The only layer that knows click, and the only one that prints."""
