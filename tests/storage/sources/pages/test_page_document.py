import pytest

from storage.errors import SourceError
from storage.sources.pages import parse_page
from storage.sources.pages.page_document import page_codecs

GREEK = "Η γέφυρα πάνω από το ποτάμι εγκρίθηκε από το συμβούλιο της πόλης τη Δευτέρα το βράδυ. " * 4


def page(text, declared=""):
    meta = f'<meta charset="{declared}">' if declared else ""
    return f"<html><head>{meta}<title>x</title></head><body><article><p>{text}</p></article></body></html>"


@pytest.mark.parametrize(
    ("data", "content_type"),
    [
        (page(GREEK).encode("iso-8859-7"), "text/html; charset=ISO-8859-7"),
        (page(GREEK).encode("iso-8859-7"), 'text/html; charset="iso-8859-7"'),
        (page(GREEK, "windows-1253").encode("cp1253"), ""),
        (page(GREEK, "windows-1253").encode("cp1253"), "text/html; charset=nonsense"),
        (page(GREEK, "iso-8859-1").encode(), "text/html; charset=iso-8859-1"),
        (page(GREEK).encode("utf-16"), "text/html"),
        (page(GREEK).encode("utf-8-sig"), "text/html; charset=iso-8859-1"),
        (page(GREEK).encode("iso-8859-7"), "text/html"),
    ],
    ids=["header", "quoted", "meta", "bad header", "utf-8 mislabelled", "utf-16", "mark", "unlabelled"],
)
def test_text_comes_out_as_it_was_written(data, content_type):
    assert parse_page(data, "", content_type).text == GREEK.strip()


@pytest.mark.parametrize(
    ("encoding", "sentence"),
    [
        ("windows-1252", "El Gobierno anunció que las negociaciones continuarán mañana en España. "),
        ("windows-1251", "Правительство сообщило, что переговоры о мире продолжатся в понедельник. "),
    ],
)
def test_what_is_unlabelled_is_told_by_its_look(encoding, sentence):
    assert parse_page(page(sentence * 4).encode(encoding), "").text == (sentence * 4).strip()


def test_the_header_goes_before_the_page_and_names_are_read_as_browsers_do():
    data = b'<meta http-equiv=content-type content="text/html; charset=shift_jis"> \xe9'
    assert page_codecs(data, "text/html; charset=GB2312") == ("gb18030", "cp932")
    assert page_codecs(b"<meta charset=latin1> \xe9") == ("cp1252",)


def test_seven_bit_japanese_is_not_taken_for_ascii():
    data = page("川の橋を市議会が承認した。" * 30, "iso-2022-jp").encode("iso-2022-jp")
    assert parse_page(data, "").text.startswith("川の橋")


@pytest.mark.parametrize("label", ["base64", "utf-7", "rot13", "idna", "\x00", "undefined", "mbcs"])
def test_labels_that_are_no_text_encodings_are_passed_over(label):
    assert page_codecs(b"caf\xe9", f"text/html; charset={label}") == ()


def test_bytes_that_are_no_text_are_refused():
    with pytest.raises(SourceError):
        parse_page(b"<p>" + bytes(range(128, 256)) * 50 + bytes(range(32)) * 100, "")
