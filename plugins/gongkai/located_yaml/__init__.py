"""Strict YAML with positions: what the author typed, or a located issue; never a changed value.

A scalar stays the text that was typed. Whether ``0355`` is a phone number or a mistyped count is
decided by the field that reads it (:mod:`gongkai.fields`), not by how it looks, so there is no
implicit typing here at all. Positions come from libyaml's parse events, which are walked without
recursion: nesting bombs end at a depth limit before any value is built.
"""

from gongkai.located_yaml.compose import MAX_DEPTH
from gongkai.located_yaml.nodes import (
    LocatedDocument,
    Mapping,
    Node,
    Scalar,
    Sequence,
    quoted,
    visible,
)
from gongkai.located_yaml.reading import MAX_BYTES, MAX_ISSUES, capped, parse_yaml, read_yaml

__all__ = [
    "MAX_BYTES",
    "MAX_DEPTH",
    "MAX_ISSUES",
    "LocatedDocument",
    "Mapping",
    "Node",
    "Scalar",
    "Sequence",
    "capped",
    "parse_yaml",
    "quoted",
    "read_yaml",
    "visible",
]
