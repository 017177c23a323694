"""Changes to `kb/` that commands make: each whole or not at all, by one process at a time.

What is to be written is worked out by one module a command, as new contents by path; `writing` puts it on disk.
"""
