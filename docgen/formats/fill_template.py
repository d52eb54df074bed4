"""A template of a house style, filled in: in Jinja's sandbox, with nothing unknown in it, and what is wrong told at its line."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from jinja2 import StrictUndefined, Template, TemplateError, TemplateSyntaxError
from jinja2.sandbox import SandboxedEnvironment

from docgen.document.problems import DocgenError, Position, Problem
from docgen.sources.files import HouseStyle


def filled_template(style: HouseStyle, name: str, facts: Mapping[str, Any]) -> str:
    """The template `name` of the style with `facts` in it, each escaped for HTML; DocgenError for a template that cannot be filled in."""
    place = Position(style.place(name))
    try:
        return _template(style.text(name)).render(facts)
    except TemplateSyntaxError as error:
        raise _wrong(Position(place.file, error.lineno), error) from None
    except (TemplateError, TypeError, ValueError, ArithmeticError, RecursionError) as error:
        raise _wrong(place, error) from None


def _wrong(place: Position, error: Exception) -> DocgenError:
    return DocgenError(
        [Problem(place, "bad-template", f"This template cannot be filled in: {error}.", "Jinja whose names are those that the template of `docgen init` uses")]
    )


@lru_cache(maxsize=8)
def _template(source: str) -> Template:
    jinja = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True)
    return jinja.from_string(source)
