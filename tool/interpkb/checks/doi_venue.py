"""Sources whose DOI belongs to another publisher than their venue."""

import re
from collections.abc import Iterator

from interpkb.knowledge_base import Finding, KnowledgeBase
from interpkb.models import Source
from interpkb.problems import Severity

CODE = "doi-venue-mismatch"

_PUBLISHERS = (
    ("10.1145", "ACM", r"FAccT|FAT\*|CHI\b|KDD|CCS\b|AIES|SIGGRAPH|CIKM|ACM\b"),
    ("10.18653", "the ACL Anthology", r"NAACL|EMNLP|EACL|AACL|BlackboxNLP|CoNLL|(Findings of )?ACL\b"),
    ("10.1162", "MIT Press", r"TACL|Computational Linguistics|Neural Computation|Open Mind"),
    ("10.23915", "Distill", r"Distill"),
    ("10.1038", "Nature", r"Nature|Scientific Reports|npj "),
    ("10.1126", "Science", r"Science( |$)"),
    ("10.1073", "PNAS", r"PNAS|Proceedings of the National Academy"),
    ("10.1109", "IEEE", r"CVPR|ICCV|ICRA|IEEE|SaTML|WACV|TPAMI"),
    ("10.1609", "AAAI", r"AAAI"),
    ("10.24963", "IJCAI", r"IJCAI"),
    ("10.48550", "arXiv", r"arXiv"),
)  # fmt: skip
"""Prefixes of DOIs, whose they are, and the venues whose papers have them."""

_NAMES = {prefix: name for prefix, name, _ in _PUBLISHERS}
_VENUES = tuple((re.compile(venues, re.IGNORECASE), prefix) for prefix, _, venues in _PUBLISHERS)


def find(kb: KnowledgeBase) -> Iterator[Finding]:
    """Yield a finding for each source whose DOI and venue are both known, and of different publishers."""
    for id in kb.of_kind("source"):
        entry = kb.entries[id]
        assert isinstance(entry, Source)
        if entry.doi is None or entry.venue is None:
            continue
        prefix = entry.doi.partition("/")[0]
        venue = entry.venue
        expected = {other for venues, other in _VENUES if venues.match(venue)}
        # A paper of a conference may well be cited by the DOI of its preprint.
        if prefix in _NAMES and expected and prefix not in expected and prefix != "10.48550":
            message = f"the DOI {entry.doi} is of {_NAMES[prefix]}, and the venue is {venue!r}"
            yield Finding(kb.paths[id], ("doi",), Severity.WARNING, CODE, message, "correct one of the two")
