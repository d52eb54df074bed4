"""Fill in a template of a house style in Jinja's sandbox; unknown names are errors, and a syntax error is reported at its line."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from jinja2 import StrictUndefined, Template, TemplateError, TemplateSyntaxError
from jinja2.sandbox import SandboxedEnvironment

from docgen.document.problems import DocgenError, Position, Problem
from docgen.sources.files import HouseStyle


def filled_template(style: HouseStyle, name: str, facts: Mapping[str, Any]) -> str:
    """The template `name` of the style filled in with `facts`, each escaped for HTML. Raises DocgenError if that fails."""
    place = Position(style.place(name))
    try:
        return _template(style.text(name)).render(facts)
    except TemplateSyntaxError as error:
        raise _bad_template(Position(place.file, error.lineno), error) from None
    except (TemplateError, TypeError, ValueError, ArithmeticError, RecursionError) as error:
        raise _bad_template(place, error) from None


def _bad_template(place: Position, error: Exception) -> DocgenError:
    seen, expected = f"This template cannot be filled in: {error}.", "Jinja that uses only the names in the template of `docgen init`"
    return DocgenError([Problem(place, "bad-template", seen, expected)])


@lru_cache(maxsize=8)
def _template(source: str) -> Template:
    jinja = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True)
    return jinja.from_string(source)
