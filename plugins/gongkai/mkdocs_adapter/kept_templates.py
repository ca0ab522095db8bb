"""Compiled templates kept between builds: to compile the theme takes longer than to use it once."""

from __future__ import annotations

import sys
from importlib.metadata import version

from jinja2.bccache import Bucket, BytecodeCache

from gongkai.cache import Cache, key_of

# Settings of an environment that change what a template compiles to.
_SETTINGS = (
    "autoescape",
    "block_end_string",
    "block_start_string",
    "comment_end_string",
    "comment_start_string",
    "keep_trailing_newline",
    "line_comment_prefix",
    "line_statement_prefix",
    "lstrip_blocks",
    "newline_sequence",
    "optimized",
    "sandboxed",
    "trim_blocks",
    "variable_end_string",
    "variable_start_string",
)


class KeptTemplates(BytecodeCache):
    """Jinja's bytecode in our cache, by the text of a template and all that compiles it."""

    def __init__(self, cache: Cache) -> None:
        self._cache = cache

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fills the bucket, unless the template has not been compiled as it stands."""
        if (content := self._cache.read(_key(bucket))) is not None:
            bucket.bytecode_from_string(content)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._cache.write(_key(bucket), bucket.bytecode_to_string())


def _key(bucket: Bucket) -> str:
    """The key of a compiled template: ``bucket.key`` names it, ``checksum`` is of its text."""
    environment = bucket.environment
    settings = [getattr(environment, name) for name in _SETTINGS]
    compiler = (sys.version, version("jinja2"), settings, sorted(environment.extensions))
    return key_of("template", *compiler, bucket.key, bucket.checksum)
