"""Hypothesis settings: new examples on a developer's machine, fixed ones in CI, so that results do not depend on luck."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator

import pytest
from hypothesis import settings

settings.register_profile("docgen", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("docgen")


@pytest.fixture(autouse=True)
def collecting() -> Iterator[None]:
    """`docgen build` and `docgen check` turn the garbage collector off, for good: they live for one run."""
    yield
    gc.enable()
