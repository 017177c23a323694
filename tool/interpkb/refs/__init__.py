"""What arXiv and Crossref say of a work, asked for politely, and how it compares with an entry.

Nothing else in the program reaches for the network, and nothing here is run by the tests or in CI but against a
server of their own.
"""

from interpkb.refs.client import Client, UnreachableError
from interpkb.refs.works import Identifier, NotAnIdentifierError, Work, identify

__all__ = ["Client", "Identifier", "NotAnIdentifierError", "UnreachableError", "Work", "identify"]
