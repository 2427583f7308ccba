import pytest

from litsynth.errors import ConfigError, WritingError
from litsynth.report.canonical import report_from_json
from litsynth.report.files import FILE_NAMES, write_report


def test_each_format_has_its_file_in_the_order_asked_for(report, tmp_path):
    paths = write_report(
        report, tmp_path / "run", formats=("json", "md", "csv", "html", "bib"), template="full"
    )
    assert [path.name for path in paths] == [
        "report.json",
        "report.md",
        "claims.csv",
        "report.html",
        "references.bib",
    ]
    assert all(path.stat().st_size for path in paths)
    assert report_from_json(paths[0].read_bytes()) == report


def test_no_half_file_stays_beside_the_whole_ones(report, tmp_path):
    write_report(report, tmp_path, formats=tuple(FILE_NAMES), template="classic")
    assert {path.name for path in tmp_path.iterdir()} == set(FILE_NAMES.values())


def test_writing_again_gives_the_same_bytes(report, tmp_path):
    formats = tuple(FILE_NAMES)
    first = [
        p.read_bytes() for p in write_report(report, tmp_path, formats=formats, template="full")
    ]
    again = [
        p.read_bytes() for p in write_report(report, tmp_path, formats=formats, template="full")
    ]
    assert first == again


def test_an_unknown_template_leaves_the_folder_as_it_was(report, tmp_path):
    with pytest.raises(ConfigError):
        write_report(report, tmp_path, formats=("json", "md"), template="fancy")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_to_is_an_error_with_a_way_out(report, tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(WritingError, match="cannot write") as caught:
        write_report(report, tmp_path / "file", formats=("md",), template="full")
    assert "--out" in caught.value.hint


def test_a_file_is_replaced_only_when_the_new_one_is_whole(report, tmp_path, monkeypatch):
    (old,) = write_report(report, tmp_path, formats=("md",), template="full")
    before = old.read_bytes()
    monkeypatch.setattr(type(old), "replace", _refuse)
    with pytest.raises(WritingError):
        write_report(report, tmp_path, formats=("md",), template="classic")
    assert old.read_bytes() == before
    assert list(tmp_path.iterdir()) == [old]


def _refuse(*_):
    raise PermissionError(13, "refused")
