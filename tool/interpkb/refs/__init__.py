"""What arXiv and Crossref say of a work, asked for politely, and how it compares with an entry.

Nothing else in the program reaches for the network, and nothing here is run by the tests or in CI but against a
server of their own. Names of works need no network: `client`, which does, is imported by itself.
"""

from interpkb.refs.works import Identifier, NotAnIdentifierError, Work, identify

__all__ = ["Identifier", "NotAnIdentifierError", "Work", "identify"]
