"""Mutants of a module: its source with one small fault each, of the kinds that slip into code."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass

# What each comparison and calculation is mistaken for.
_COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
_OPERATIONS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
    ast.Div: ast.Mult,
    ast.Mod: ast.Mult,
    ast.Pow: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}


# Arguments that guard against mistakes of ours: frozen data, and lists of equal length.
_WITHOUT_EFFECT = frozenset(("frozen", "slots", "strict", "eq", "repr", "compare", "init"))


@dataclass(frozen=True, slots=True)
class Mutant:
    """One fault in one module: ``number`` is its place among all of the module's."""

    module: str
    number: int
    line: int
    what: str


def mutants_of(module: str, source: str) -> list[Mutant]:
    """Every mutant of a module, in order of place."""
    return [
        Mutant(module, number, fault.line, fault.what)
        for number, fault in enumerate(_faults(ast.parse(source)))
    ]


def mutated(source: str, number: int) -> ast.Module:
    """The module with one of its faults put in."""
    tree = ast.parse(source)
    fault = next(each for place, each in enumerate(_faults(tree)) if place == number)
    fault.put_in()
    return ast.fix_missing_locations(tree)


@dataclass(frozen=True, slots=True)
class _Fault:
    line: int
    what: str
    put_in: Callable[[], None]


def _faults(tree: ast.Module) -> Iterator[_Fault]:
    """Every fault, lazily: only the one that is wanted changes the tree."""
    skipped = set(map(id, _not_run(tree)))
    for node in ast.walk(tree):
        if id(node) not in skipped:
            yield from _faults_at(node)


def _not_run(tree: ast.Module) -> Iterator[ast.AST]:
    """Annotations, of which nothing is run, and what no result can depend on."""
    for node in ast.walk(tree):
        if isinstance(node, ast.keyword) and node.arg in _WITHOUT_EFFECT:
            yield from ast.walk(node.value)
        for name in ("annotation", "returns"):
            found = getattr(node, name, None)
            if isinstance(found, ast.AST):
                yield from ast.walk(found)


def _faults_at(node: ast.AST) -> Iterator[_Fault]:
    match node:
        case ast.Compare(ops=[op]) if type(op) in _COMPARISONS:
            other = _COMPARISONS[type(op)]
            yield _fault(node, f"{_name(op)} to {other.__name__}", "ops", [other()])
        case ast.BinOp(op=op) | ast.AugAssign(op=op) if type(op) in _OPERATIONS:
            other_op = _OPERATIONS[type(op)]
            yield _fault(node, f"{_name(op)} to {other_op.__name__}", "op", other_op())
        case ast.BoolOp(op=ast.And()):
            yield _fault(node, "and to or", "op", ast.Or())
        case ast.BoolOp(op=ast.Or()):
            yield _fault(node, "or to and", "op", ast.And())
        case ast.Constant(value=bool(value)):
            yield _fault(node, f"{value} to {not value}", "value", not value)
        case ast.Constant(value=int(value)):
            yield _fault(node, f"{value} to {value + 1}", "value", value + 1)
        case ast.If(test=test) | ast.IfExp(test=test) | ast.While(test=test):
            yield from _negated(node, test)
        case ast.Return(value=ast.expr() as value) if not _is_none(value):
            yield _fault(node, "return None", "value", ast.Constant(None))
        case ast.Continue() | ast.Break():
            yield _fault(node, "left out", "__class__", ast.Pass)
    yield from _dropped(node)


def _negated(node: ast.AST, test: ast.expr) -> Iterator[_Fault]:
    """A condition turned round; a comparison is turned round as one."""
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        yield _fault(node, "without its not", "test", test.operand)
    elif not isinstance(test, ast.Compare):
        yield _fault(node, "negated", "test", ast.UnaryOp(ast.Not(), test))


def _dropped(node: ast.AST) -> Iterator[_Fault]:
    """Filters of comprehensions, and statements that are run for what they do, left out."""
    if isinstance(node, ast.comprehension) and node.ifs:
        yield _Fault(node.ifs[0].lineno, "without its if", node.ifs.clear)
    for name in ("body", "orelse"):
        found = getattr(node, name, None)
        block: list[ast.stmt] = found if isinstance(found, list) else []
        for place, each in enumerate(block):
            if isinstance(each, ast.AugAssign) or _is_run(each):
                yield _Fault(each.lineno, "left out", _without(block, place))


def _is_run(statement: ast.stmt) -> bool:
    value = statement.value if isinstance(statement, ast.Expr) else None
    return value is not None and not isinstance(value, ast.Constant)


def _without(block: list[ast.stmt], place: int) -> Callable[[], None]:
    def put_in() -> None:
        block[place] = ast.copy_location(ast.Pass(), block[place])

    return put_in


def _fault(node: ast.AST, what: str, field: str, value: object) -> _Fault:
    return _Fault(getattr(node, "lineno", 0), what, lambda: setattr(node, field, value))


def _name(node: ast.AST) -> str:
    return type(node).__name__


def _is_none(value: ast.expr) -> bool:
    return isinstance(value, ast.Constant) and value.value is None
