"""Outputs that need a library which gongkai does not bring, and are made only where they are named.

An office that needs none of them installs nothing for them: ``all`` leaves them out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.util import find_spec


@dataclass(frozen=True, slots=True)
class Extra:
    """The library that an output imports, and the extra of gongkai that installs it."""

    module: str
    name: str


EXTRAS: Mapping[str, Extra] = {"parquet_file": Extra("pyarrow", "parquet")}


def lacking(outputs: Iterable[str]) -> list[str]:
    """What is to be installed before these outputs can be made: a message for each."""
    return [
        f"{output} 要用 {extra.module}，还没有安装；请运行 pip install 'gongkai[{extra.name}]'"
        for output in outputs
        if (extra := EXTRAS.get(output)) is not None and find_spec(extra.module) is None
    ]
