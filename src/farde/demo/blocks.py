"""Blocks of an invented letter: headings, tables, boxes to fill in or tick, bullets."""

import re
from random import Random

from farde.demo.sheet import INK, LEFT, RIGHT, Sheet

PEN_BLUE = "#27376f"
FIELD_AT = 84
NUMBER = re.compile(r"^[\d\s,.–-]+$|^$")


def type_block(sheet: Sheet, block: str, rng: Random) -> None:
    """Type one block of marked-up text, told apart by its first characters."""
    lines = block.split("\n")
    for mark, types in MARKS.items():
        if lines[0].startswith(mark):
            return types(sheet, lines, rng)
    if " :: " in lines[0]:
        return _fields(sheet, lines, rng)
    return sheet.paragraph(" ".join(lines))


def _title(sheet: Sheet, lines: list[str], _rng: Random) -> None:
    text = lines[0].removeprefix("# ")
    points = 15 if sheet.width(text, sheet.font("bold", 15)) < RIGHT - LEFT else 12.5
    sheet.down(2)
    sheet.put((LEFT + RIGHT) / 2, text, style="bold", points=points, anchor="m")
    sheet.down(sheet.leading * 2)


def _heading(sheet: Sheet, lines: list[str], _rng: Random) -> None:
    sheet.need(sheet.leading * 4)
    sheet.put(LEFT, lines[0].removeprefix("## "), style="bold")
    sheet.down(sheet.leading * 1.35)


def _bullets(sheet: Sheet, lines: list[str], _rng: Random) -> None:
    for line in lines:
        sheet.need(sheet.leading)
        sheet.put(LEFT + 5, "–", known=False)
        sheet.paragraph(line.removeprefix("- "), LEFT + 10)
        sheet.down(-sheet.leading * 0.4)
    sheet.down(sheet.leading * 0.4)


def _small(sheet: Sheet, lines: list[str], _rng: Random) -> None:
    usual, sheet.points = sheet.points, 8
    sheet.paragraph(" ".join(lines).removeprefix("~ "))
    sheet.points = usual


def _frame(sheet: Sheet, lines: list[str], _rng: Random) -> None:
    sheet.need(sheet.leading * (len(lines) + 2))
    top = sheet.y
    sheet.down(sheet.leading * 0.4)
    for line in lines:
        sheet.put(LEFT + 3, line.removeprefix("! "), points=sheet.points - 1)
        sheet.down(sheet.leading * 1.3)
    corners = [sheet.px(v) for v in (LEFT, top, RIGHT, sheet.y)]
    sheet.pen.rectangle(corners, outline=INK, width=sheet.px(0.35))
    sheet.down()


def _ticks(sheet: Sheet, lines: list[str], rng: Random) -> None:
    for line in lines:
        sheet.need(sheet.leading * 1.3)
        _box(sheet)
        if line.startswith("[x]"):
            _cross(sheet, rng)
        sheet.put(LEFT + 11, line[4:])
        sheet.down(sheet.leading * 1.25)
    sheet.down(sheet.leading * 0.4)


def _box(sheet: Sheet) -> None:
    corner = [sheet.px(v) for v in (LEFT + 4, sheet.y + 0.6, LEFT + 7.4, sheet.y + 4)]
    sheet.pen.rectangle(corner, outline=INK, width=max(1, sheet.px(0.25)))


def _cross(sheet: Sheet, rng: Random) -> None:
    left, top = LEFT + 4, sheet.y + 0.6
    for start, end in (((0.2, 0.3), (3.6, 3.4)), ((3.5, -0.2), (0.3, 3.8))):
        ends = [
            sheet.px(base + place + rng.uniform(-0.5, 0.5))
            for place, base in zip((*start, *end), (left, top, left, top), strict=True)
        ]
        sheet.pen.line(ends, fill=PEN_BLUE, width=sheet.px(0.45))


def _fields(sheet: Sheet, lines: list[str], _rng: Random) -> None:
    for line in lines:
        sheet.need(sheet.leading * 1.5)
        label, value = line.split(" :: ")
        sheet.put(LEFT, f"{label}{sheet.colon}", known=False)
        sheet.put(FIELD_AT, value, style="bold", known=False)
        sheet.tell(f"{label}{sheet.colon} {value}")
        _dots(sheet, sheet.y + sheet.leading * 1.05)
        sheet.down(sheet.leading * 1.4)
    sheet.down(sheet.leading * 0.4)


def _dots(sheet: Sheet, y: float) -> None:
    step = sheet.px(1.1)
    for x in range(sheet.px(FIELD_AT), sheet.px(RIGHT), step):
        sheet.pen.ellipse([x, sheet.px(y), x + 1, sheet.px(y) + 1], fill="#a4a4a4")


def _table(sheet: Sheet, lines: list[str], _rng: Random) -> None:
    rows = [[cell.strip() for cell in line.strip()[1:-1].split("|")] for line in lines]
    edges = _edges(sheet, rows)
    sheet.need(sheet.leading * 1.6 * len(rows))
    top = sheet.y
    figures = [_mostly_figures(column) for column in zip(*rows[1:], strict=True)]
    for number, row in enumerate(rows):
        bold = number == 0 or "".join(row[:2]).startswith(("Tot", "Te betalen"))
        _row(sheet, row, edges, figures, bold=bold)
    _grid(sheet, edges, top)
    sheet.down(sheet.leading)


def _mostly_figures(column: tuple[str, ...]) -> bool:
    cells = [cell for cell in column[1:] or column if cell]
    return sum(bool(NUMBER.match(cell)) for cell in cells) * 2 > len(cells)


def _edges(sheet: Sheet, rows: list[list[str]]) -> list[float]:
    face = sheet.font("bold", sheet.points - 1)
    needs = [
        max(sheet.width(cell, face) for cell in column) + 5 for column in zip(*rows, strict=True)
    ]
    scale = (RIGHT - LEFT) / sum(needs)
    edges = [float(LEFT)]
    for need in needs:
        edges.append(edges[-1] + need * scale)
    return edges


def _row(
    sheet: Sheet, row: list[str], edges: list[float], figures: list[bool], *, bold: bool
) -> None:
    style, points = ("bold" if bold else "plain"), sheet.points - 1
    sheet.down(sheet.leading * 0.3)
    for number, cell in enumerate(row):
        right = number and figures[number]
        x = edges[number + 1] - 2 if right else edges[number] + 2
        sheet.put(x, cell, style=style, points=points, anchor="r" if right else "l", known=False)
    sheet.tell(" ".join(cell for cell in row if cell))
    sheet.down(sheet.leading * 1.15)
    sheet.rule(sheet.y, colour="#555555")


def _grid(sheet: Sheet, edges: list[float], top: float) -> None:
    sheet.rule(top)
    for x in edges:
        ends = [sheet.px(x), sheet.px(top), sheet.px(x), sheet.px(sheet.y)]
        sheet.pen.line(ends, fill="#555555", width=max(1, sheet.px(0.2)))


MARKS = {
    "## ": _heading,
    "# ": _title,
    "- ": _bullets,
    "~ ": _small,
    "! ": _frame,
    "[": _ticks,
    "|": _table,
}
