"""The bench of separators in small: sheets of many troubles are found, letters are not cut."""

import pytest

from bench import separators


@pytest.mark.parametrize("trial", separators.trials(16), ids=str)
def test_a_separator_is_found_whatever_the_scanner_did(trial):
    assert separators.found(trial)


@pytest.mark.parametrize("number", range(12))
def test_an_ordinary_page_is_neither_cut_at_nor_put_aside(number):
    assert separators.ordinary(number) == (False, False)
