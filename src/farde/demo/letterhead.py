"""Composition of a whole invented letter: head, address, body, signature, stamps, foot."""

from dataclasses import dataclass
from datetime import date
from random import Random

from farde.demo.blocks import type_block
from farde.demo.ink import box_stamp, round_stamp, sign
from farde.demo.letters import Model, filled
from farde.demo.people import SyntheticPerson
from farde.demo.senders import PLACE, Sender
from farde.demo.sheet import BOTTOM, LEFT, RIGHT, TOP, Sheet
from farde.demo.wording import long_date, words

WINDOW = (112, 50)
MIDDLE = (LEFT + RIGHT) / 2


@dataclass(frozen=True)
class Letter:
    """What is to be typed: a model, the person concerned, the date it bears, how it came in."""

    model: Model
    person: SyntheticPerson
    dated: date
    received: date
    channel: str


def typed(letter: Letter, sheet: Sheet, rng: Random) -> Sheet:
    """Type a letter on a sheet, page after page, and stamp it as received."""
    model, sender = letter.model, letter.model.sender(letter.person)
    subject, body = filled(model, letter.person, letter.dated, rng)
    sheet.family, sheet.colon = sender.family, words(model.language)["colon"]
    _head(sheet, sender, model.language)
    _opening(sheet, letter, sender, subject, rng)
    for block in body.split("\n\n"):
        _type(sheet, block, letter, rng)
    _feet(sheet, sender, model.language)
    _receive(sheet, letter, rng)
    return sheet


def _type(sheet: Sheet, block: str, letter: Letter, rng: Random) -> None:
    if block == "===":
        sheet.new_page()
    elif block.startswith(">"):
        _closing(sheet, block, letter, rng)
    else:
        type_block(sheet, block, rng)


def _head(sheet: Sheet, sender: Sender, language: str) -> None:
    sheet.y = 12
    _LAYOUTS[sender.layout](sheet, sender, language)
    sheet.y = 46


def _head_of_person(sheet: Sheet, sender: Sender, language: str) -> None:
    sheet.y = TOP
    for line in (sender.name[language], sender.street[language], sender.motto[language]):
        sheet.put(LEFT, line)
        sheet.down()


def _head_left(sheet: Sheet, sender: Sender, language: str) -> None:
    _mark(sheet, LEFT + 7, 20, sender.colour)
    _head_lines(sheet, sender, language, LEFT + 18, "l")


def _head_right(sheet: Sheet, sender: Sender, language: str) -> None:
    _mark(sheet, LEFT + 7, 20, sender.colour)
    _head_lines(sheet, sender, language, RIGHT, "r")


def _head_centre(sheet: Sheet, sender: Sender, language: str) -> None:
    _head_lines(sheet, sender, language, MIDDLE, "m")
    sheet.rule(36, colour=sender.colour)
    sheet.rule(36.8, colour=sender.colour)


def _head_band(sheet: Sheet, sender: Sender, language: str) -> None:
    band = [sheet.px(v) for v in (LEFT, 33, RIGHT, 34.6)]
    _head_lines(sheet, sender, language, LEFT, "l")
    sheet.pen.rectangle(band, fill=sender.colour)
    _mark(sheet, RIGHT - 8, 21, sender.colour)


def _head_lines(sheet: Sheet, sender: Sender, language: str, x: float, anchor: str) -> None:
    name, motto = sender.name[language], sender.motto[language]
    sheet.put(x, name, style="bold", points=17, colour=sender.colour, anchor=anchor)
    sheet.down(7)
    sheet.put(x, motto, style="slant", points=10, anchor=anchor)
    sheet.down(5)
    address = f"{sender.street[language]}, 1999 {PLACE[language]}"
    sheet.put(x, address, points=9, anchor=anchor)


_LAYOUTS = {
    "none": _head_of_person,
    "left": _head_left,
    "right": _head_right,
    "centre": _head_centre,
    "band": _head_band,
}


def _mark(sheet: Sheet, x: float, y: float, colour: str) -> None:
    # An abstract figure, so that nobody's emblem is imitated.
    sides = 3 + sum(map(ord, colour)) % 5
    centre = (sheet.px(x), sheet.px(y))
    sheet.pen.regular_polygon((*centre, sheet.px(7)), sides, fill=colour)
    sheet.pen.regular_polygon((*centre, sheet.px(3)), sides, rotation=180 / sides, fill="white")


def _opening(sheet: Sheet, letter: Letter, sender: Sender, subject: str, rng: Random) -> None:
    if not letter.model.to:
        return
    _address(sheet, letter)
    sheet.y = 84
    _references(sheet, letter, sender, rng)
    if subject:
        line = words(letter.model.language)["subject"].format(subject=subject)
        sheet.put(LEFT, line, style="bold")
        sheet.down(sheet.leading * 1.8)


def _address(sheet: Sheet, letter: Letter) -> None:
    person, language = letter.person, letter.model.language
    lines = [person.name, person.street, f"{person.postcode} {person.city}"]
    if letter.model.to == "cpas":
        lines = words(language)["cpas"].split("/")
    sheet.y = WINDOW[1]
    for line in lines:
        sheet.put(WINDOW[0], line, points=11)
        sheet.down()


def _references(sheet: Sheet, letter: Letter, sender: Sender, rng: Random) -> None:
    language = letter.model.language
    said, own = words(language), letter.model.sender_id == "self"
    place = said["home"] if own else PLACE[language]
    dated = said["dated"].format(place=place, date=long_date(letter.dated, language))
    sheet.put(RIGHT, dated, anchor="r")
    if not own:
        reference = f"{letter.dated:%y}-{rng.randrange(100, 9999):04d}/{sender.officer[0]}"
        sheet.put(LEFT, said["reference"].format(ref=reference), points=9)
        sheet.down()
        sheet.put(LEFT, said["contact"].format(officer=sender.officer), points=9)
    sheet.down(sheet.leading * 2)


def _closing(sheet: Sheet, block: str, letter: Letter, rng: Random) -> None:
    parts = block.lstrip("> ").split(" | ")
    sheet.need(33)
    top = sheet.y + 16
    places = (LEFT + 4, 116) if len(parts) > 2 else (116,)
    for x, name, role in zip(places, parts[::2], parts[1::2], strict=True):
        _signatory(sheet, x, top, (name, role), rng)
    _seal(sheet, letter, (98, top + 2) if len(places) == 1 else (150, top + 19), rng)
    sheet.y = top + 17


def _signatory(sheet: Sheet, x: float, top: float, who: tuple[str, str], rng: Random) -> None:
    sign(sheet, x, top - 1, rng)
    sheet.y = top + 3
    for line in sheet.lines(who[0], sheet.font(), RIGHT - x):
        sheet.put(x, line)
        sheet.down()
    for line in sheet.lines(who[1], sheet.font("slant", 9), RIGHT - x):
        sheet.put(x, line, style="slant", points=9)
        sheet.down()


def _seal(sheet: Sheet, letter: Letter, place: tuple[float, float], rng: Random) -> None:
    language, sender = letter.model.language, letter.model.sender(letter.person)
    if letter.model.stamp == "round":
        round_stamp(sheet, place, sender.name[language], rng)
    elif letter.model.stamp == "box":
        lines = [sender.name[language], sender.street[language], f"1999 {PLACE[language]}"]
        x = LEFT + 34 if place[0] < MIDDLE else place[0]
        box_stamp(sheet, (x, place[1]), lines, rng)


def _feet(sheet: Sheet, sender: Sender, language: str) -> None:
    if sender.layout == "none":
        return
    last = len(sheet.pages)
    for number in range(last):
        sheet.turn_to(number)
        sheet.y = 281
        sheet.rule(280, colour="#888888")
        sheet.put(LEFT, f"{sender.name[language]} – {sender.motto[language]}", points=8)
        page = words(language)["page"].format(page=f"{number + 1}/{last}")
        sheet.put(RIGHT, page, points=8, anchor="r")


def _receive(sheet: Sheet, letter: Letter, rng: Random) -> None:
    said = words(letter.model.language)
    if letter.channel not in said:
        return
    day = long_date(letter.received, letter.model.language).upper()
    lines = ["CPAS - OCMW", f"{said['received']} {day}", said[letter.channel]]
    sheet.turn_to(0)
    box_stamp(sheet, _free_place(letter, rng), lines, rng)


def _free_place(letter: Letter, rng: Random) -> tuple[float, float]:
    x, y = (62, 64) if letter.model.to else (150, BOTTOM - 8)
    return x + rng.uniform(-5, 5), y + rng.uniform(-3, 3)
