from itertools import cycle

import numpy as np
import pytest
from PIL import Image, ImageDraw

from farde.capture.looking.patch import DPI, patches
from stacks import letter, patch, worn

T = (2.03, 5.08, 2.03, 5.08)
TROUBLES = {
    "clean": {},
    "noisy": {"noise": 25},
    "faint": {"faint": 0.8},
    "blurred": {"blur": 3, "noise": 15},
    "fax": {"bitonal": True, "noise": 70},
    "faint fax": {"bitonal": True, "faint": 0.7, "noise": 25},
}


def seen(page, dpi):
    size = round(page.width * DPI / dpi), round(page.height * DPI / dpi)
    return patches(np.asarray(page.resize(size, Image.Resampling.BOX)))


@pytest.mark.parametrize("trouble", TROUBLES)
@pytest.mark.parametrize("skew", [-5, 0, 4])
@pytest.mark.parametrize("dpi", [150, 300])
def test_a_patch_code_is_found_on_a_bad_scan(dpi, skew, trouble):
    assert len(seen(worn(patch(dpi), skew=skew, **TROUBLES[trouble]), dpi)) == 1


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_patch_code_is_found_however_the_sheet_was_fed(turn):
    (found,) = seen(worn(patch(150), turn=turn), 150)
    assert found.flat == (turn % 180 == 0)


@pytest.mark.parametrize("place", [(5, 8), (30, 140), (45, 270)])
def test_a_patch_code_is_found_wherever_it_lies_on_the_sheet(place):
    (found,) = seen(patch(150, *place), 150)
    assert found.y == pytest.approx((place[1] + 10) / 297, abs=0.02)


def bars(widths, gap=2.03, lengths=(150,), inks=(0,)):
    page = Image.new("L", (827, 1169), 255)
    x = 30.0
    for width, length, ink in zip(widths, cycle(lengths), cycle(inks), strict=False):
        edges = [round(one * DPI / 25.4) for one in (x, 40, x + width, 40 + length)]
        ImageDraw.Draw(page).rectangle(edges, fill=ink)
        x += width + gap
    return page


@pytest.mark.parametrize(
    "widths",
    [
        (5.08, 2.03, 2.03, 5.08),
        (2.03, 5.08, 5.08, 2.03),
        (2.03, 2.03, 5.08, 5.08),
        (3, 3, 3, 3),
        (2.03, 5.08, 2.03, 5.08, 2.03),
        (2.03, 5.08, 2.03),
    ],
    ids=["patch 2", "patch 4", "patch 6", "bars of a chart", "a fifth bar", "three bars"],
)
def test_bars_of_another_pattern_are_no_patch_t(widths):
    assert seen(bars(widths), DPI) == []


def test_the_dash_of_a_short_logo_is_no_patch_code():
    assert seen(bars(T, lengths=[8]), DPI) == []
    assert seen(bars(T, lengths=[30]), DPI) != []


@pytest.mark.parametrize("lengths", [(60, 20, 85, 40), (30, 30, 30, 60)])
def test_the_columns_of_a_chart_are_no_patch_code(lengths):
    assert seen(bars(T, lengths=lengths), DPI) == []


def test_bars_of_several_inks_are_no_patch_code():
    assert seen(bars(T, inks=(0, 0, 170, 90)), DPI) == []


def test_ordinary_letters_have_no_patch_code():
    assert [number for number in range(20) if seen(letter(number), 200)] == []


@pytest.mark.parametrize("size", [(1, 1), (90, 3000), (3000, 9)])
def test_a_scrap_of_any_shape_is_looked_at(size):
    assert patches(np.zeros(size, np.uint8)) == []
