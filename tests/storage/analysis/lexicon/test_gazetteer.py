"""The gazetteer of well-known names."""

from storage.analysis.lexicon import gazetteer
from storage.analysis.lexicon.name_keys import plain
from storage.model import Kind


def test_spellings_of_one_name_have_one_key() -> None:
    names = {gazetteer.lookup(plain(form)) for form in ("ISIS", "ISIL", "Daesh", "IS", "Islamic State")}
    assert [name.name for name in names if name] == ["Islamic State"]


def test_an_uncertain_spelling_is_not_searched() -> None:
    assert "Fed" not in gazetteer.certain_spellings()
    assert gazetteer.certain_spellings()["NATO"].kind is Kind.ORGANISATION


def test_publishing_platforms_are_not_persons() -> None:
    assert {gazetteer.certain_spellings()[form].kind for form in ("Twitter", "Facebook", "YouTube")} == {
        Kind.ORGANISATION
    }


def test_no_spelling_means_two_names() -> None:
    rows = [line.split("\t")[1:] for line in _table().splitlines()]
    spellings = [plain(spelling) for row in rows for spelling in {plain(form): form for form in row}.values()]
    assert sorted(spellings) == sorted(set(spellings))


def _table() -> str:
    return gazetteer.files("storage.analysis.lexicon").joinpath("gazetteer.tsv").read_text(encoding="utf-8")
