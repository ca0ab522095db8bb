"""``python -m gongkai.cli``, for where the command is not on the path."""

from gongkai.cli import main

main(prog_name="gongkai")
