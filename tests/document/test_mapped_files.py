"""A large file is judged and stored where it lies, as its bytes would be."""

import tracemalloc
from dataclasses import asdict

import pytest
from hypothesis import given
from hypothesis import strategies as st
from plone.namedfile.file import NamedBlobFile

from farde.core.errors import Refusal
from farde.demo import broken
from farde.document.inspection import inspect
from farde.document.mapped import MappedFile, mapped, opened, reader
from world import small_scan

_MEBIBYTE = 1 << 20


def pdf(padding: int = 0) -> bytes:
    """A PDF of one page that carries this many bytes."""
    from io import BytesIO

    import pikepdf

    with pikepdf.new() as made:
        made.add_blank_page()
        made.Root.Padding = made.make_stream(bytes(padding))
        stream = BytesIO()
        made.save(stream, compress_streams=False)
    return stream.getvalue()


@pytest.mark.parametrize("data", [small_scan(), pdf(), pdf() + b"\0" * 400])
def test_a_mapped_file_is_judged_as_its_bytes(tmp_path, data):
    path = tmp_path / "scan"
    path.write_bytes(data)
    assert asdict(inspect(mapped(path))) == asdict(inspect(data))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        broken.truncated_pdf(),
        broken.truncated_jpeg(),
        broken.encrypted_pdf(),
        broken.text_named_pdf(),
    ],
)
def test_a_mapped_file_is_refused_as_its_bytes(tmp_path, data):
    path = tmp_path / "scan"
    path.write_bytes(data)
    with pytest.raises(Refusal) as of_bytes:
        inspect(data)
    with pytest.raises(Refusal) as of_file:
        inspect(mapped(path))
    assert type(of_file.value) is type(of_bytes.value)


def test_what_was_not_flushed_yet_is_seen(tmp_path):
    with (tmp_path / "scan").open("wb+") as file:
        file.write(b"%PDF-1.4")
        assert opened(file)[:] == b"%PDF-1.4"


@given(st.binary(min_size=1), st.data())
def test_a_window_reads_as_a_file_of_these_bytes(data, draw):
    length = draw.draw(st.integers(1, len(data)))
    place = draw.draw(st.integers(0, length))
    file = reader(data, length)
    assert file.read() == data[:length]
    file.seek(place)
    assert file.read(3) == data[:length][place : place + 3]
    assert file.seek(0, 2) == length


def test_a_large_file_is_inspected_and_stored_without_being_held(world, tmp_path):
    path = tmp_path / "large"
    path.write_bytes(pdf(48 * _MEBIBYTE))
    tracemalloc.start()
    data = mapped(path)
    inspection = inspect(data)
    stored = NamedBlobFile(data, inspection.content_type)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert isinstance(data, MappedFile)
    assert stored.getSize() == path.stat().st_size
    assert peak < 12 * _MEBIBYTE
