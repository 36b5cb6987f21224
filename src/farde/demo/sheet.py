"""A4 sheets on which an invented letter is typed, and the text that went onto each."""

import re
from dataclasses import dataclass, field

from PIL import Image, ImageDraw

from farde.demo.fonts import Font, font

WIDTH, HEIGHT = 210, 297
LEFT, RIGHT, TOP, BOTTOM = 24, 190, 22, 272
INK = "#1c1c1e"
FIXED_SPACE = "\u00a0"
GLUED = re.compile(r" (?=[;:!?»%])|(?<=«) |(?<=\d) (?=\d{3}\b)|(?<=bte) ")


@dataclass
class Sheet:
    """Pages being typed from top to bottom; places are in millimetres, letters in points."""

    dpi: int = 200
    mode: str = "RGB"
    family: str = "sans"
    points: float = 10.5
    justified: bool = False
    colon: str = " :"
    pages: list[Image.Image] = field(default_factory=list)
    truth: list[list[str]] = field(default_factory=list)
    y: float = TOP
    number: int = 0

    def __post_init__(self) -> None:
        self.new_page()

    @property
    def page(self) -> Image.Image:
        """The page being typed."""
        return self.pages[self.number]

    @property
    def pen(self) -> ImageDraw.ImageDraw:
        """Pillow's drawing tool on the page being typed."""
        return ImageDraw.Draw(self.page)

    @property
    def leading(self) -> float:
        """Height of a line of text, in millimetres."""
        return self.points * 0.3528 * 1.32

    def new_page(self) -> None:
        """Take a new sheet."""
        size = (self.px(WIDTH), self.px(HEIGHT))
        self.pages.append(Image.new(self.mode, size, "white"))
        self.truth.append([])
        self.turn_to(len(self.pages) - 1)

    def turn_to(self, number: int) -> None:
        """Go to the top of a page already taken; the first is 0."""
        self.number, self.y = number, TOP

    def px(self, millimetres: float) -> int:
        """Return millimetres as pixels."""
        return round(millimetres * self.dpi / 25.4)

    def font(self, style: str = "plain", points: float | None = None) -> Font:
        """Return the sheet's font at its size, or at another."""
        return font(self.family, style, round((points or self.points) * self.dpi / 72))

    def width(self, text: str, face: Font) -> float:
        """Return the width of a text in millimetres."""
        return face.getlength(text) * 25.4 / self.dpi

    def put(
        self,
        x: float,
        text: str,
        *,
        style: str = "plain",
        points: float | None = None,
        colour: str = INK,
        anchor: str = "l",
        known: bool = True,
    ) -> None:
        """Type one line at the height reached; ``anchor`` is l, m or r; ``known`` adds to truth."""
        face = self.font(style, points)
        place = (self.px(x), self.px(self.y + self.leading * 0.8))
        self.pen.text(place, text, font=face, fill=colour, anchor=f"{anchor}s")
        if known:
            self.tell(text)

    def tell(self, text: str) -> None:
        """Add to the true text of the page."""
        if text.strip():
            self.truth[self.number].append(text.replace(FIXED_SPACE, " "))

    def down(self, millimetres: float | None = None) -> None:
        """Go down, by a line when no distance is given."""
        self.y += self.leading if millimetres is None else millimetres

    def need(self, millimetres: float) -> None:
        """Turn to a new page unless that much room is left."""
        if self.y + millimetres > BOTTOM:
            self.new_page()

    def rule(self, y: float, left: float = LEFT, right: float = RIGHT, colour: str = INK) -> None:
        """Draw a thin horizontal line."""
        ends = [self.px(left), self.px(y), self.px(right), self.px(y)]
        self.pen.line(ends, fill=colour, width=max(1, self.px(0.2)))

    def lines(self, text: str, face: Font, room: float) -> list[str]:
        """Break a text into lines no wider than ``room``."""
        lines = [""]
        text = GLUED.sub(FIXED_SPACE, text)
        for word in text.split(" "):
            longer = f"{lines[-1]} {word}".strip()
            if lines[-1] and self.width(longer, face) > room:
                lines.append(word)
            else:
                lines[-1] = longer
        return lines

    def paragraph(self, text: str, x: float = LEFT, right: float = RIGHT) -> None:
        """Type a paragraph between two margins, then leave half a line."""
        lines = self.lines(text, self.font(), right - x)
        for number, line in enumerate(lines, start=1):
            self.need(self.leading)
            if self.justified and number < len(lines):
                self._spread(line, x, right)
            else:
                self.put(x, line)
            self.down()
        self.down(self.leading * 0.55)

    def _spread(self, line: str, x: float, right: float) -> None:
        words, face = line.split(" "), self.font()
        slack = right - x - sum(self.width(word, face) for word in words)
        gap = slack / max(1, len(words) - 1)
        for word in words:
            self.put(x, word, known=False)
            x += self.width(word, face) + gap
        self.tell(line)
