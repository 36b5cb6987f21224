"""How a message, a text or a notice is laid out on paper."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from farde.capture.conversion import cleaning, limits, press, words
from farde.capture.conversion.message import Body, Letter
from farde.capture.conversion.wording import (
    CUT,
    HEADERS,
    KEPT,
    NO_NAME,
    NO_SUBJECT,
    NO_TEXT,
    NOTICE,
    OUTCOMES,
    PIECES,
    WHY,
    both,
)


@dataclass(frozen=True)
class Named:
    """A piece as the letter names it; ``outcome`` is one of OUTCOMES, "" when its pages follow."""

    name: str
    size: int
    outcome: str = ""


def letter(taken: Letter, named: Sequence[Named], images: Mapping[str, bytes]) -> bytes:
    """Return a message as PDF: its headers, what came with it, and what is written in it."""
    top = f"<header>{_top(taken)}{_list(named)}</table></header>"
    return _printed(top, taken.bodies or [Body("")], images)


def text(body: Body, title: str) -> bytes:
    """Return a text or an HTML page that came as a piece of its own, as PDF."""
    return _printed(f"<header><h1>{escape(title)}</h1></header>", [body], {})


def notice(name: str, why: str, more: Sequence[str] = ()) -> bytes:
    """Return a page that stands for a piece that cannot be shown; ``why`` is a key of WHY."""
    names = "".join(f"<li>{escape(one or both(NO_NAME))}</li>" for one in more[: limits.NAMES])
    lines = "".join(
        f"<p>{escape(words)}</p>" for pair in zip(WHY[why], KEPT, strict=True) for words in pair
    )
    content = f"<p class='soft'>{both(NOTICE)}</p>"
    content += f"<h1>{escape(name or both(NO_NAME))}</h1>" * (not more)
    return press.printed(f"<div class='notice'>{content}{lines}<ul>{names}</ul></div>")


def _top(taken: Letter) -> str:
    rows = [
        (both(label), words.date(taken.message) if name == "Date" else _said(taken, name))
        for name, label in HEADERS
    ]
    lines = "".join(
        f"<tr><th>{label}</th><td>{escape(said)}</td></tr>" for label, said in rows if said
    )
    return f"<h1>{escape(taken.subject or both(NO_SUBJECT))}</h1><table>{lines}"


def _said(taken: Letter, name: str) -> str:
    return words.header(taken.message, name)


def _list(named: Sequence[Named]) -> str:
    if not named:
        return ""
    lines = "".join(f"<li>{_line(one)}</li>" for one in named[: limits.NAMES])
    lines += "<li>…</li>" * (len(named) > limits.NAMES)
    return f"<tr><th>{both(PIECES)}</th><td><ul>{lines}</ul></td></tr>"


def _line(one: Named) -> str:
    name = escape(one.name or both(NO_NAME))
    mark = f" &#8211; {both(OUTCOMES[one.outcome])}" if one.outcome else ""
    size = f" ({_size(one.size)})" if one.size else ""
    return f"{name}<span class='soft'>{size}{mark}</span>"


def _size(count: int) -> str:
    return f"{count} B" if count < 1000 else f"{round(count / 1000)} kB"


def _printed(top: str, bodies: Sequence[Body], images: Mapping[str, bytes]) -> bytes:
    try:
        return press.printed(top + "".join(map(_rich, bodies)), images)
    except Exception:  # markup that cannot be laid out, or not in time: its words then
        return press.printed(top + "".join(map(_bare, bodies)))


def _rich(body: Body) -> str:
    if not body.html:
        return _bare(body)
    shown = cleaning.cleaned(body.text)
    return f"<div>{shown}</div>" if len(shown) <= limits.TEXT * 2 else _bare(body)


def _bare(body: Body) -> str:
    said = cleaning.text_of(body.text) if body.html else words.plain(body.text)
    if not said.strip():
        return f"<p class='soft'>{both(NO_TEXT)}</p>"
    cut = f"<p class='soft'>{both(CUT)}</p>" if len(said) > limits.TEXT else ""
    return f"<div class='plain'>{escape(said[: limits.TEXT])}</div>{cut}"
