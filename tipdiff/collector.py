"""The search for cyclic garbage rests while a stage runs that makes none.

A comparison makes some hundred thousand small values and not one cycle: Python would look through
them, and through all else the process holds, dozens of times, and find nothing.
"""

from __future__ import annotations

import gc
from functools import wraps
from typing import TYPE_CHECKING, ParamSpec, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

P = ParamSpec("P")
R = TypeVar("R")


def makes_no_cycles(stage: Callable[P, R]) -> Callable[P, R]:
    """A stage during which nobody looks for cycles; who looked before looks again after it."""

    @wraps(stage)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        if not gc.isenabled():
            return stage(*args, **kwargs)
        gc.disable()
        try:
            return stage(*args, **kwargs)
        finally:
            gc.enable()

    return run
