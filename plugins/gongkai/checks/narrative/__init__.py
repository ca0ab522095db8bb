"""What a report says in prose, held against its own tables and against other reports."""

from gongkai.checks.narrative.checker import Narratives, check
from gongkai.checks.narrative.rules import RULES

__all__ = ["RULES", "Narratives", "check"]
