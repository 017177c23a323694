"""Questions answered as small frozen records, from the compiled base alone.

The commands, the pages and the exports all ask here, so they can't disagree. Every function takes an open
connection first; none imports anything heavier than `json`.
"""
