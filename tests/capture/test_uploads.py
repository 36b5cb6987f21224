"""What arrives in parts is kept until it is whole, and belongs to who sends it."""

import os
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from farde.capture.channels import uploads
from farde.capture.channels.errors import UnknownUpload, UploadMisplaced


@pytest.fixture
def upload(tmp_path):
    return uploads.begin(tmp_path, "external1", 10, {"filename": "scan.pdf"})


@given(st.binary(min_size=1, max_size=300), st.lists(st.integers(1, 100)))
def test_any_parts_in_order_make_the_file(tmp_path_factory, data, sizes):
    upload = uploads.begin(tmp_path_factory.mktemp("up"), "external1", len(data), {})
    for size in [*sizes, len(data)]:
        upload.append(BytesIO(data[upload.offset :][:size]), upload.offset)
    assert upload.whole and upload.path.read_bytes() == data


def test_a_part_that_does_not_follow_is_refused(upload):
    upload.append(BytesIO(b"12345"), 0)
    for offset in (0, 4, 6):
        with pytest.raises(UploadMisplaced):
            upload.append(BytesIO(b"x"), offset)
    assert upload.offset == 5


def test_nothing_beyond_the_announced_length_is_taken(upload):
    upload.append(BytesIO(b"1" * 50), 0)
    assert upload.path.read_bytes() == b"1" * 10


def test_what_arrived_before_the_connection_broke_stays(upload, tmp_path):
    class Broken(BytesIO):
        def read(self, size):
            return super().read(3) or self.fail()

        def fail(self):
            raise ConnectionError

    with pytest.raises(ConnectionError):
        upload.append(Broken(b"123"), 0)
    found = uploads.find(tmp_path, upload.id, "external1")
    assert found.offset == 3 and found.said == {"filename": "scan.pdf"}


@pytest.mark.parametrize("owner", ["", "external2"])
def test_an_upload_of_somebody_else_is_unknown(upload, tmp_path, owner):
    with pytest.raises(UnknownUpload):
        uploads.find(tmp_path, upload.id, owner)


@pytest.mark.parametrize("upload_id", ["", "x", "../secret", "0" * 32])
def test_an_upload_that_never_was_is_unknown(tmp_path, upload_id):
    with pytest.raises(UnknownUpload):
        uploads.find(tmp_path, upload_id, "external1")


def test_what_nobody_finishes_is_forgotten(upload, tmp_path):
    fresh = uploads.begin(tmp_path, "external1", 10, {})
    os.utime(upload.path, (0, 0))
    with pytest.raises(UnknownUpload):
        uploads.find(tmp_path, upload.id, "external1")
    assert uploads.forget_expired(tmp_path) == 1
    assert sorted(one.name for one in tmp_path.iterdir()) == [fresh.id, f"{fresh.id}.json"]
