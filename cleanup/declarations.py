"""What `dataclasses` and `typing` declare, without what importing them costs at the start.

A process that answers in tens of milliseconds cannot spend twenty of them on `dataclasses` (with `inspect`, `ast` and
`tokenize` behind it), on `typing`, and on compiling six methods for each of thirty classes. `dataclass` here does what
this package asks of the other: frozen, ordered, defaults and factories, comparing and hashing by its fields. It compiles
`__init__` alone. To a type checker these are the originals.
"""

# ruff: noqa: N807, RUF063
from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from dataclasses import dataclass, field, replace
    from typing import Any, NamedTuple, Protocol, TypeVar
else:
    from collections import namedtuple
    from operator import attrgetter

    Any = Protocol = object  # of use to a type checker alone
    _MISSING = object()

    def TypeVar(name):  # noqa: N802
        """Return what stands for any type."""
        return object

    class _Field:
        """A default that is more than a value."""

        def __init__(self, default, factory, repr, compare):
            self.default, self.factory, self.repr, self.compare = default, factory, repr, compare

    def field(*, default=_MISSING, default_factory=_MISSING, repr=True, compare=True):
        """Return the description of one field."""
        return _Field(default, default_factory, repr, compare)

    def dataclass(cls=None, *, frozen=False, order=False, slots=False):
        """Give a class the methods that follow from its annotated fields."""
        if cls is None:
            return lambda decorated: _made(decorated, frozen, order, slots)
        return _made(cls, frozen, order, slots)

    def replace(record, /, **changes):
        """Return a copy of a record with some fields changed."""
        values = {name: getattr(record, name) for name in record.__fields__}
        return type(record)(**{**values, **changes})

    def _made(cls, frozen, order, slots):
        fields = {}
        for name in cls.__dict__.get("__annotations__", ()):
            default = cls.__dict__.get(name, _MISSING)
            if not isinstance(default, _Field):
                default = _Field(default, _MISSING, True, True)
            elif default.default is not _MISSING:
                setattr(cls, name, default.default)
            elif name in cls.__dict__:
                delattr(cls, name)
            fields[name] = default
        if slots:
            cls = _slotted(cls, tuple(fields))
        cls.__fields__ = fields
        cls.__match_args__ = tuple(fields)
        cls.__init__ = _initialiser(cls, fields, slots)
        shown = [name for name, one in fields.items() if one.repr]
        compared = [name for name, one in fields.items() if one.compare]

        def __repr__(self):
            return f"{cls.__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in shown)})"

        if "__repr__" not in cls.__dict__:
            cls.__repr__ = __repr__
        _compare(cls, compared, frozen, order)
        if frozen:
            cls.__setattr__ = cls.__delattr__ = _refuse
        return cls

    def _slotted(cls, names):
        """Return the class anew with a slot for each name, and with a way to be copied although it may be frozen."""
        body = {key: value for key, value in cls.__dict__.items() if key not in (*names, "__dict__", "__weakref__")}
        made = type(cls)(cls.__name__, cls.__bases__, {**body, "__slots__": names, "__qualname__": cls.__qualname__})
        made.__reduce__ = lambda self: (made, tuple(getattr(self, name) for name in self.__fields__))
        return made

    def _initialiser(cls, fields, slots):
        # A frozen record refuses to be assigned to, so the values are put where attributes live.
        parameters, lines, room = [], [] if slots else ["values = self.__dict__"], {"missing": _MISSING}
        for name, one in fields.items():
            value = name
            if one.factory is not _MISSING:
                room[f"make_{name}"] = one.factory
                parameters.append(f"{name}=missing")
                value = f"make_{name}() if {name} is missing else {name}"
            elif one.default is not _MISSING:
                room[f"default_{name}"] = one.default
                parameters.append(f"{name}=default_{name}")
            else:
                parameters.append(name)
            if slots:
                room[f"set_{name}"] = getattr(cls, name).__set__
                lines.append(f"set_{name}(self, {value})")
            else:
                lines.append(f"values[{name!r}] = {value}")
        if hasattr(cls, "__post_init__"):
            lines.append("self.__post_init__()")
        source = f"def __init__(self, {', '.join(parameters)}):\n " + "\n ".join(lines)
        exec(source, room)
        made = room["__init__"]
        made.__qualname__ = f"{cls.__qualname__}.__init__"
        return made

    def _compare(cls, names, frozen, order):
        key = attrgetter(*names) if len(names) > 1 else lambda record: tuple(getattr(record, name) for name in names)

        def __eq__(self, other):
            return key(self) == key(other) if other.__class__ is self.__class__ else NotImplemented

        def __hash__(self):
            return hash(key(self))

        def __lt__(self, other):
            return key(self) < key(other) if other.__class__ is self.__class__ else NotImplemented

        def __le__(self, other):
            return key(self) <= key(other) if other.__class__ is self.__class__ else NotImplemented

        if "__eq__" not in cls.__dict__:
            cls.__eq__ = __eq__
            cls.__hash__ = __hash__ if frozen else None
        if order:  # Python turns > and >= into these two, the sides exchanged
            cls.__lt__, cls.__le__ = __lt__, __le__

    def _refuse(self, name, value=None):
        raise AttributeError(f"cannot assign to field {name!r}")

    class _Named(type):
        """Makes a named tuple of a class with annotated fields."""

        def __new__(mcs, name, bases, body):
            if not bases:
                return super().__new__(mcs, name, bases, body)
            fields = body.get("__annotations__", {})
            defaults = [body.pop(field) for field in fields if field in body]
            made = namedtuple(name, fields, defaults=defaults, module=body["__module__"])
            for key, value in body.items():
                if key not in ("__module__", "__qualname__", "__annotations__", "__dict__", "__weakref__"):
                    setattr(made, key, value)
            return made

    class NamedTuple(metaclass=_Named):
        """The base of a class that is a tuple with named fields."""


__all__ = ["TYPE_CHECKING", "Any", "NamedTuple", "Protocol", "TypeVar", "dataclass", "field", "replace"]
