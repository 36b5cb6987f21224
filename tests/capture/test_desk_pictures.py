"""The pictures of pages at the desk: for who may see the deposit, kept by no one else."""

from io import BytesIO

import pytest
import requests
from PIL import Image

from farde.capture import operations
from farde.capture.desk.pictures import SIZES, picture
from farde.capture.plan import Leaf
from reviewing import deposited
from stacks import letter, stack
from world import PASSWORD, small_scan


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("kind", ["pdf", "tiff", "png"])
def test_a_page_is_drawn_from_its_source_before_it_is_read(world, kind, size):
    pages = letter(1, dpi=60), letter(2, dpi=60)
    data = small_scan() if kind == "png" else stack(*pages, kind=kind, dpi=60)
    with world.as_user("external1"):
        batch = operations.deposit(data, f"pile.{kind}")
    number = 1 if kind == "png" else 2
    drawn = Image.open(BytesIO(picture(batch, Leaf("s1", number), size)))
    assert max(drawn.size) <= SIZES[size]
    assert drawn.convert("L").getextrema()[0] < 128


@pytest.fixture
def address(served_world) -> str:
    batch = deposited(served_world, 1)
    served_world.commit()
    return f"{batch.absolute_url()}/@@capture-page"


def get(address: str, user: str) -> requests.Response:
    return requests.get(address, auth=(user, PASSWORD), timeout=30)


def test_a_picture_is_kept_by_the_browser_of_who_saw_it_alone(address):
    answer = get(f"{address}/s1-1/small", "scan1")
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert answer.headers["Cache-Control"].startswith("private")


@pytest.mark.parametrize("user", ["caseworker1", "supervisor1", "it1"])
def test_who_may_not_see_the_deposit_finds_no_picture(address, user):
    assert get(f"{address}/s1-1/small", user).status_code == 404


@pytest.mark.parametrize(
    "path", ["s1-2/small", "s1-0/large", "s2-1/small", "x/small", "s1-1/huge", "s1-1"]
)
def test_there_is_no_picture_of_what_is_no_page(address, path):
    assert get(f"{address}/{path}", "scan1").status_code == 404
