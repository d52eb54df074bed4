"""Frozen dataclasses that are cheap to define and to create, and otherwise behave like the standard library's.

The standard library compiles six functions for each class, which took a tenth of a cold run, and sets each field through
`object.__setattr__`, which took a seventh of composing. Here one function is compiled; a value is filled in as an instance of a
mutable class with the same slots, and then changes its class (The Python Language Reference, 3.3.2.4: `__class__` may be assigned).
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from operator import attrgetter, ge, gt, le, lt
from typing import TYPE_CHECKING, Any

Key = Callable[[Any], Any]
_LEFT_OUT: Any = object()
_NO_DEFAULT = dataclasses.MISSING


def _dataclass(*, frozen: bool, slots: bool, eq: bool = True, order: bool = False) -> Callable[[type], type]:
    """The decorator. `frozen` and `slots` are always true; they are written at each use so that type checkers see them."""
    assert frozen and slots

    def decorate(cls: type) -> type:
        # Without a docstring the standard library would work one out from the signature.
        cls.__doc__ = cls.__doc__ or cls.__name__
        cls = dataclasses.dataclass(init=False, repr=False, eq=False, slots=True)(cls)
        fields = dataclasses.fields(cls)
        methods: dict[str, Any] = {"__new__": _new(cls, fields), "__repr__": _repr(fields), "__reduce__": _reduce(fields)}
        methods |= {"__setattr__": _set, "__delattr__": _delete}
        key = _key([f.name for f in fields if f.compare])
        if eq:
            methods |= {"__eq__": _eq(key), "__hash__": _hash(_key([f.name for f in fields if (f.compare if f.hash is None else f.hash)]))}
        if order:
            methods |= {f"__{compare.__name__}__": _order(key, compare) for compare in (lt, le, gt, ge)}
        for name, method in methods.items():
            setattr(cls, name, method)
        return cls

    return decorate


def _new(cls: type, fields: tuple[dataclasses.Field[Any], ...]) -> Callable[..., Any]:
    """The `__new__` that sets every field."""
    parameters, lines = ["cls"], []
    names: dict[str, Any] = {"_left_out": _LEFT_OUT, "_blank": type(cls.__name__, (), {"__slots__": tuple(f.name for f in fields)})}
    for f in fields:
        name, value = f.name, f.name
        if f.default is not _NO_DEFAULT:
            names[f"_{name}"] = f.default
            parameters.append(f"{name}=_{name}")
        elif f.default_factory is not _NO_DEFAULT:
            names[f"_{name}"] = f.default_factory
            parameters += [f"{name}=_left_out"] if f.init else []
            value = f"_{name}() if {name} is _left_out else {name}" if f.init else f"_{name}()"
        else:
            parameters.append(name)
        lines.append(f"  _made.{name} = {value}\n")
    source = f"def __new__({', '.join(parameters)}):\n  _made = _blank()\n{''.join(lines)}  _made.__class__ = cls\n  return _made\n"
    exec(source, names)
    new: Callable[..., Any] = names["__new__"]
    new.__module__, new.__qualname__ = cls.__module__, f"{cls.__qualname__}.__new__"
    return new


def _key(names: list[str]) -> Key:
    """A getter for the values of some fields: a tuple, or the bare value of a single field."""
    return attrgetter(*names) if names else lambda node: ()


def _eq(key: Key) -> Callable[[Any, Any], bool]:
    def __eq__(self: Any, other: Any) -> bool:
        return self is other or bool(key(self) == key(other)) if type(other) is type(self) else NotImplemented

    return __eq__


def _hash(key: Key) -> Callable[[Any], int]:
    def __hash__(self: Any) -> int:
        return hash(key(self))

    return __hash__


def _order(key: Key, compare: Callable[[Any, Any], Any]) -> Callable[[Any, Any], bool]:
    def ordered(self: Any, other: Any) -> bool:
        return bool(compare(key(self), key(other))) if type(other) is type(self) else NotImplemented

    return ordered


def _repr(fields: tuple[dataclasses.Field[Any], ...]) -> Callable[[Any], str]:
    names = [f.name for f in fields if f.repr]

    def __repr__(self: Any) -> str:
        return f"{type(self).__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in names)})"

    return __repr__


def _reduce(fields: tuple[dataclasses.Field[Any], ...]) -> Callable[[Any], Any]:
    """For copying and pickling: the class, and the arguments that make an equal value."""
    names = [f.name for f in fields if f.init]

    def __reduce__(self: Any) -> Any:
        return type(self), tuple(getattr(self, name) for name in names)

    return __reduce__


def _set(self: Any, name: str, value: Any) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def _delete(self: Any, name: str) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")


if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:
    dataclass = _dataclass
