"""The search for cyclic garbage rests where there is none."""

from __future__ import annotations

import gc

import pytest

from tipdiff.collector import makes_no_cycles


@makes_no_cycles
def _looking(*, fail: bool = False) -> bool:
    if fail:
        raise ValueError
    return gc.isenabled()


def test_it_rests_during_a_stage_and_goes_on_after_it() -> None:
    """Whatever becomes of the stage."""
    assert not _looking()
    assert gc.isenabled()
    with pytest.raises(ValueError):
        _looking(fail=True)
    assert gc.isenabled()


def test_who_turned_it_off_finds_it_off() -> None:
    """The stage turns on what it turned off, and nothing else."""
    gc.disable()
    try:
        assert not _looking()
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_the_stages_make_no_cycles() -> None:
    """What a comparison leaves behind goes by itself."""
    from importlib.resources import files

    from tipdiff import compare, parse_text

    old, new = (
        files("tipdiff").joinpath(f"demo/veldonia-{year}.txt").read_text(encoding="utf-8")
        for year in (2014, 2018)
    )

    def run() -> None:
        compare(parse_text(old, edition=2014), parse_text(new, edition=2018))

    run()
    gc.collect()
    run()
    assert gc.collect() < 100
