"""Evidence proves a change without the archive, and nothing in it can be altered unseen."""

from __future__ import annotations

import gzip
import hashlib
import json
import subprocess
import sys
import zipfile
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from tests.archive_samples import clock
from tests.shared import shared
from tipdiff import countries, pipeline
from tipdiff.archive import Archive
from tipdiff.archive.members import pack as pack_member
from tipdiff.archive.members import unpack as unpack_member
from tipdiff.capture import Exchange, Facts
from tipdiff.cli import main
from tipdiff.errors import UsageError
from tipdiff.evidence import Part, bundle, check, make
from tipdiff.evidence.case import Versions, case_of
from tipdiff.evidence.files import NAMES, SUMS, files_of, sums
from tipdiff.evidence.make import parse_id
from tipdiff.evidence.sides import side_of
from tipdiff.importing import Given
from tipdiff.reading import parse_capture

if TYPE_CHECKING:
    from collections.abc import Iterator

DEMO = Path(str(files("tipdiff") / "demo"))
TIER = "xve-2018-2023-3419aa09"
URL = "https://www.state.gov/reports/2023-trafficking-in-persons-report/veldonia/"


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """The made-up country's editions, at moments that are always the same."""
    with Archive(tmp_path / "archive", now=clock()) as made:
        for name in ("veldonia-2018.txt", "veldonia-2023.html"):
            pipeline.bring(made, DEMO / name, Given())
        yield made


@pytest.fixture
def proof(archive: Archive, tmp_path: Path) -> Path:
    path = tmp_path / "proof.zip"
    path.write_bytes(make(archive, TIER, "tip", []))
    return path


def failing(path: Path) -> list[str]:
    return [part.name for part in check(path) if not part.holds]


def part_of(path: Path, name: str) -> Part:
    return next(part for part in check(path) if part.name == name)


def altered(path: Path, **changed: bytes) -> Path:
    """The same ZIP file with other files in it, their digests made to fit."""
    held = bundle.unpack(path) | {name.replace("_", "."): data for name, data in changed.items()}
    held[SUMS] = sums({name: data for name, data in held.items() if name != SUMS})
    path.write_bytes(bundle.pack(held))
    return path


def test_what_was_made_holds_in_every_part(proof: Path) -> None:
    """Where there is no archive at all."""
    assert [part.name for part in check(proof)] == [
        "container", "digests", "versions", "records", "texts", "quotes", "change", "files"
    ]  # fmt: skip
    assert failing(proof) == []


def test_the_same_change_gives_the_same_bytes(archive: Archive) -> None:
    """No clock, no chance, no compression that differs between machines."""
    assert make(archive, TIER, "tip", []) == make(archive, TIER.upper(), "tip", [])


def test_it_holds_quotes_sources_times_and_digests(archive: Archive, proof: Path) -> None:
    """For a program in manifest.json, for a reader in README.txt."""
    held = bundle.unpack(proof)
    data = json.loads(held["manifest.json"])
    entry = archive.store.narratives.entries(edition=2018)[0]

    assert data["old"]["sha256"] == entry.sha256
    assert data["old"]["captured_at"] == entry.captured_at
    (quote,) = data["old"]["quotes"]
    assert held["old.txt"].decode()[quote["start"] : quote["end"]] == quote["text"]
    readme = held["README.txt"].decode()
    assert TIER in readme
    assert entry.sha256 in readme
    assert "tipdiff evidence --check FILE.zip" in readme
    assert max(map(len, readme.splitlines())) <= 100


def test_a_saved_page_is_told_by_its_file_and_by_the_address_it_claims(proof: Path) -> None:
    """Both, and whose word the second is; a text that names none claims none."""
    held = bundle.unpack(proof)
    data = json.loads(held["manifest.json"])

    assert (data["old"]["claimed_url"], data["new"]["claimed_url"]) == (None, URL)
    assert f"""Address:   {data["new"]["url"]}
Claimed:   {URL}
           (the address that the saved page gives for itself, which nobody checked)
""" in held["README.txt"].decode()
    assert data["new"]["url"].startswith("file:///")
    assert held["README.txt"].decode().count("Claimed:") == 1


def test_every_outcome_of_a_comparison_can_be_proved(archive: Archive, tmp_path: Path) -> None:
    """New, dropped, reworded, unchanged, headlines: none is without evidence."""
    comparison = pipeline.diff(archive, countries.find("XVE"), (2018, 2023), [])
    told = (*comparison.headlines, *comparison.outcomes)
    kinds = {change.kind: change.id for change in told}
    path = tmp_path / "one.zip"

    for change_id in kinds.values():
        path.write_bytes(make(archive, change_id, "tip", []))
        assert failing(path) == []


@pytest.mark.parametrize("name", NAMES)
def test_a_file_that_was_altered_is_named(proof: Path, name: str) -> None:
    """One byte is enough."""
    held = bundle.unpack(proof)
    data = held[name]
    held[name] = data[:-2] + bytes([data[-2] ^ 1]) + data[-1:]
    proof.write_bytes(bundle.pack(held))

    digests = part_of(proof, "digests")
    assert not digests.holds
    assert name in digests.told


@pytest.mark.parametrize(
    ("file", "old", "new", "part"),
    [
        ("old.txt", b"remained", b"returned", "texts"),
        ("README.txt", b"remained on Tier 2", b"remained on Tier 3", "files"),
        ("comparison.json", b"Tier 2", b"Tier 3", "files"),
        ("manifest.json", b"remained on Tier 2", b"remained on Tier 3", "quotes"),
        ("manifest.json", b'"sha256": "6', b'"sha256": "7', "files"),
        ("manifest.json", TIER.encode(), b"xve-2018-2023-00000000", "change"),
        ("manifest.json", b'"tipdiff": "0', b'"tipdiff": "9', "files"),
        ("manifest.json", b"tipdiff.evidence/1", b"tipdiff.evidence/2", "manifest"),
        ("manifest.json", b'"quotes": [', b'"quotes": [[],', "quotes"),
        ("manifest.json", b'"old": {', b'"old": 1, "older": {', "manifest"),
        ("manifest.json", b"{", b"[" * 100_000, "manifest"),
    ],
)
def test_an_alteration_is_found_though_the_digests_were_made_to_fit(
    proof: Path, file: str, old: bytes, new: bytes, part: str
) -> None:
    """Everything must come out of the records again."""
    held = bundle.unpack(proof)
    assert old in held[file]
    altered(proof, **{file.replace(".", "_"): held[file].replace(old, new)})

    assert part_of(proof, "digests").holds
    assert part in failing(proof)


def test_a_document_that_was_altered_is_found_by_its_record(proof: Path) -> None:
    """The record's own digest tells, whatever else was made to fit."""
    record = unpack_member(bundle.unpack(proof)["old.warc.gz"])
    altered(proof, old_warc_gz=pack_member(record.replace(b"remained on", b"returned to")))

    assert failing(proof) == ["records"]
    assert "old.warc.gz" in part_of(proof, "records").told


def test_the_records_of_another_edition_are_no_proof(proof: Path) -> None:
    """Whole and sound, but of 2023."""
    altered(proof, old_warc_gz=bundle.unpack(proof)["new.warc.gz"])

    assert part_of(proof, "records").told.startswith("old.warc.gz: the document holds no narrative")


def test_any_byte_that_is_altered_is_found_or_means_nothing(proof: Path) -> None:
    """Through the whole ZIP file: what still holds, holds with the same files."""
    data, before = proof.read_bytes(), bundle.unpack(proof)
    for place in range(0, len(data), max(1, len(data) // 120)):
        proof.write_bytes(data[:place] + bytes([data[place] ^ 0x5A]) + data[place + 1 :])
        parts = check(proof)
        assert not all(part.holds for part in parts) or bundle.unpack(proof) == before


def test_a_cut_off_file_is_told(proof: Path) -> None:
    """Anywhere."""
    data = proof.read_bytes()
    for length in (0, 1, 30, len(data) // 2, len(data) - 1):
        proof.write_bytes(data[:length])
        assert failing(proof) == ["container"]


def zip_of(path: Path, names: list[str], *, packed: bool = False, size: int = 3) -> Path:
    """A ZIP file with these names, as somebody else might write it."""
    how = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
    with zipfile.ZipFile(path, "w", how) as made:
        for name in names:
            made.writestr(zipfile.ZipInfo(name), b"\0" * size, how)
    return path


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize(
    ("names", "told"),
    [
        ([*NAMES, "../../etc/passwd"], "does not belong there: '../../etc/passwd'"),
        ([*NAMES, "/etc/passwd"], "does not belong there"),
        ([*NAMES, "old.txt/"], "does not belong there"),
        ([*NAMES, "README.txt"], "README.txt is in it more than once"),
        (list(NAMES[1:]), "it lacks README.txt"),
        ([], "it lacks README.txt"),
    ],
)
def test_a_strange_container_is_refused(tmp_path: Path, names: list[str], told: str) -> None:
    """Nothing of it is looked at, and nothing written."""
    (part,) = check(zip_of(tmp_path / "strange.zip", names))

    assert not part.holds
    assert told in part.told
    assert [path.name for path in tmp_path.iterdir()] == ["strange.zip"]


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    """A few kilobytes that would be gigabytes, whatever their header claims."""
    path = zip_of(tmp_path / "bomb.zip", list(NAMES), packed=True, size=bundle.MAX_ZIP // 4)

    assert "unpacks to more than" in check(path)[0].told

    data = path.read_bytes()
    size = (bundle.MAX_ZIP // 4).to_bytes(4, "little")
    path.write_bytes(data.replace(size, (10).to_bytes(4, "little")))
    assert failing(path) == ["container"]


def test_a_record_that_is_a_bomb_is_refused(proof: Path) -> None:
    """Inside the ZIP file as well."""
    altered(proof, old_warc_gz=pack_member(b"\0" * 80_000_000))

    assert "unpacks to more than 64000000 bytes" in part_of(proof, "records").told


def test_what_another_version_made_says_so(archive: Archive, proof: Path) -> None:
    """It holds where the same comes out; else the version to check with is named."""
    old, new = (
        side_of(bundle.unpack(proof)[f"{name}.warc.gz"], "XVE", edition)
        for name, edition in (("old", 2018), ("new", 2023))
    )
    case = case_of(old, new, TIER, Versions(tipdiff="0.0.9"))
    assert case is not None
    proof.write_bytes(bundle.pack(files_of(case)))

    assert failing(proof) == []
    assert "made by tipdiff 0.0.9" in part_of(proof, "versions").told

    section, *others = old.narrative.sections
    shorter = replace(section, text=section.text + "\n")
    other = replace(old, narrative=replace(old.narrative, sections=(shorter, *others)))
    case = case_of(other, new, TIER, Versions(tipdiff="0.0.9", parser=0))
    assert case is not None
    proof.write_bytes(bundle.pack(files_of(case)))

    assert "texts" in failing(proof)
    assert "check with tipdiff 0.0.9" in part_of(proof, "versions").told


def test_a_fetched_page_comes_with_its_request_and_the_record_it_repeats(
    archive: Archive, tmp_path: Path
) -> None:
    """A later look at the same bytes refers to the record that holds them: both are in it."""
    body = (DEMO / "veldonia-2023.html").read_bytes()
    page = Exchange(
        url=URL,
        http_status=200,
        reason="OK",
        headers=(("Content-Type", "text/html; charset=utf-8"),),
        body=body,
        request_headers=(("User-Agent", "Mozilla/5.0 (compatible; tipdiff)"),),
    )
    facts = Facts(source="state_gov", country="XVE", edition=2023)
    with archive.writing() as store:
        capture = archive.add_fetched(page, facts).capture
        store.narratives.save(capture, parse_capture(capture, archive.read(capture)))
        first = store.narratives.entries(edition=2023)[0].capture
        store.connection.db.table("narratives").delete_where("capture = ?", [first])
    path = tmp_path / "fetched.zip"
    path.write_bytes(make(archive, TIER, "tip", []))

    assert failing(path) == []
    with zipfile.ZipFile(path) as held:
        held.extract("new.warc.gz", tmp_path)
    records = tmp_path / "new.warc.gz"
    shown = subprocess.run(
        [sys.executable, "-m", "warcio.cli", "index", "-f", "warc-type", str(records)],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    kinds = [json.loads(line)["warc-type"] for line in shown.splitlines()]
    assert kinds == ["resource", "revisit", "request"]
    checked = [sys.executable, "-m", "warcio.cli", "check", str(records)]
    assert subprocess.run(checked, check=False).returncode == 0
    assert f"Address:   {URL}" in bundle.unpack(path)["README.txt"].decode()
    assert json.loads(bundle.unpack(path)["manifest.json"])["new"]["claimed_url"] is None


def test_the_records_are_those_of_the_archive(archive: Archive, proof: Path) -> None:
    """Byte by byte, as they stand in its WARC file."""
    (name,) = archive.folder.names()
    whole = (archive.path / name).read_bytes()

    assert bundle.unpack(proof)["old.warc.gz"] in whole
    assert bundle.unpack(proof)["new.warc.gz"] in whole


def test_a_change_of_other_copies_is_found(archive: Archive, tmp_path: Path) -> None:
    """The id does not say which copies were compared: the preferred ones come first."""
    text = (DEMO / "veldonia-2018.txt").read_text("utf-8").replace("remained on", "stayed on")
    (tmp_path / "veldonia-2018.txt").write_text(text, encoding="utf-8")
    pipeline.bring(archive, tmp_path / "veldonia-2018.txt", Given(source="refworld", edition=2018))
    assert pipeline.diff(archive, countries.find("XVE"), (2018, 2023), ["refworld"]).old.source == (
        "refworld"
    )

    path = tmp_path / "other.zip"
    path.write_bytes(make(archive, TIER, "tip", ["refworld"]))

    assert json.loads(bundle.unpack(path)["manifest.json"])["old"]["source"] == "saved_file"


@pytest.mark.parametrize(
    ("change_id", "told"),
    [
        ("xve-2018-2023-00000000", "has no change xve-2018-2023-00000000"),
        ("xve-2001-2002-00000000", "no 2001 edition of Veldonia: there are 2018, 2023; `tipdiff"),
        ("zzz-2018-2023-00000000", "no country is called"),
        ("xve-2018-2023", "is no id of a change"),
        ("../../x-2018-2023-00000000", "is no id of a change"),
    ],
)
def test_an_id_that_is_none_is_told(archive: Archive, change_id: str, told: str) -> None:
    """In one line that says where ids stand."""
    with pytest.raises(UsageError, match=told):
        make(archive, change_id, "tip", [])


def test_an_id_says_country_and_editions() -> None:
    """Also where two changes say the same, and the later ones got a number."""
    asked = parse_id("XVE-2018-2023-3419aa09-2")

    assert asked == (countries.find("Veldonia"), 2018, 2023)


def run(*words: str, config: Path | None = None) -> Any:
    options = ["--config", str(config)] if config else []
    return CliRunner().invoke(main, [*options, *words])


def test_the_command_makes_and_checks(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Made beside the archive, checked in an empty folder; exit code 1 where it fails."""
    config = tmp_path / "config.toml"
    config.write_text('archive = "archive"\n', encoding="utf-8")
    away = tmp_path / "away"
    away.mkdir()
    made = run("evidence", TIER, "-o", str(away / "proof.zip"), config=config)
    assert made.exit_code == 0, made.output

    monkeypatch.chdir(away)
    held = run("evidence", "--check", "proof.zip")
    assert (held.exit_code, held.stdout.count("holds  ")) == (0, 8)

    data = bundle.unpack(away / "proof.zip")
    (away / "proof.zip").write_bytes(bundle.pack({**data, "old.txt": data["old.txt"] + b" "}))
    failed = run("evidence", "--check", "proof.zip", "--json")
    rows = [json.loads(line) for line in failed.stdout.splitlines()]
    assert failed.exit_code == 1
    assert [row["name"] for row in rows if not row["holds"]] == ["digests", "texts"]
    assert [path.name for path in away.iterdir()] == ["proof.zip"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["evidence"], "give a CHANGE-ID, or --check FILE"),
        (["evidence", TIER, "--check", "x.zip"], "give a CHANGE-ID, or --check FILE"),
        (["evidence", "--check", "nothing.zip"], "cannot read nothing.zip"),
        (["evidence", "nonsense"], "is no id of a change"),
    ],
)
def test_a_mistake_gets_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], told: str
) -> None:
    """Exit code 2, nothing printed, nothing written."""
    monkeypatch.chdir(tmp_path)
    result = run(*words)

    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)
    assert told in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_real_page_of_the_other_series_is_proved(tmp_path: Path) -> None:
    """The captured page goes into the file as it is: its digest is that of the page."""
    pages = [shared("pages", "hrr", year, "denmark.html.gz") for year in ("2021", "2022")]
    with Archive(tmp_path / "archive") as archive:
        for page in pages:
            pipeline.bring(archive, page, Given())
        country = countries.find("denmark")
        comparison = pipeline.diff(archive, country, (2021, 2022), [], series="hrr")
        path = tmp_path / "proof.zip"
        path.write_bytes(make(archive, comparison.changes[0].id, "hrr", []))

    assert failing(path) == []
    data = json.loads(bundle.unpack(path)["manifest.json"])
    document = gzip.decompress(pages[0].read_bytes())
    assert data["old"]["sha256"] == hashlib.sha256(document).hexdigest()
