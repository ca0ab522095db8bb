"""The command line. It prints and writes; everything else returns."""

from gongkai.cli.program import main as main
