"""Language detection, and when the source decides."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.analysis.recognition.language_detection import detect_language
from storage.text.languages import NAMES, is_foreign, primary

SENTENCES = {
    "de": "Die Regierung hat am Dienstag beschlossen, den Einsatz im Irak um ein Jahr zu verlängern.",
    "fr": "Le gouvernement a annoncé mardi une réforme des retraites devant les députés de l'Assemblée.",
    "es": "El gobierno anunció el martes una reforma de las pensiones ante los diputados del Congreso.",
    "it": "Il governo ha annunciato martedì una riforma delle pensioni davanti ai deputati.",
    "nl": "De minister heeft dinsdag gezegd dat de missie in Irak met een jaar wordt verlengd.",
    "pl": "Premier ogłosił we wtorek zakończenie misji bojowej wojsk zagranicznych w Iraku.",
    "tr": "Başbakan salı günü yabancı birliklerin muharebe görevinin sona erdiğini açıkladı.",
    "ru": "Премьер-министр Ирака объявил во вторник об окончании боевой миссии иностранных войск.",
    "ar": "أعلن رئيس الوزراء العراقي يوم الثلاثاء انتهاء المهمة القتالية للقوات الأجنبية.",
    "zh": "伊拉克总理星期二宣布外国军队的战斗任务结束。",
    "en": "The prime minister announced on Tuesday that the combat mission of foreign troops has ended.",
}


@pytest.mark.parametrize("tag", SENTENCES)
def test_a_sentence_shows_its_language(tag: str) -> None:
    assert detect_language(SENTENCES[tag], "") == tag


@pytest.mark.parametrize("tag", [tag for tag in SENTENCES if tag != "en"])
def test_a_clear_text_outvotes_a_wrong_source(tag: str) -> None:
    assert detect_language(SENTENCES[tag], "en-US") == tag
    assert detect_language(SENTENCES["en"], tag) == "en"


@pytest.mark.parametrize("tag", SENTENCES)
def test_a_source_that_is_right_keeps_its_region(tag: str) -> None:
    assert detect_language(SENTENCES[tag], f"{tag}-XX") == f"{tag}-XX"


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("Mand sigtet for drab og for vold i Aarhus by", "da"),
        ("Hij had gelijk of had hij dat niet gedaan?", "nl"),
        ("Polisie by die huis of by die skool in Pretoria", "af"),
    ],
)
def test_words_that_are_also_english_outvote_no_source(text: str, tag: str) -> None:
    assert detect_language(text, tag) == tag


@pytest.mark.parametrize("text", ["Iván Duque", "Sadr City", "Teixeira", "Mbeki, Ramaphosa and Zuma"])
def test_foreign_names_do_not_make_a_text_foreign(text: str) -> None:
    assert not is_foreign(detect_language(text, ""))
    assert detect_language(text, "en-ZA") == "en-ZA"


@pytest.mark.parametrize(
    ("text", "tag"),
    [("Кто это?", "ru"), ("你好", "zh"), ("Τι κάνεις;", "el"), ("የት ነህ?", "am"), ("مقتل", "ar")],
)
def test_a_few_words_in_other_letters_are_never_english(text: str, tag: str) -> None:
    assert detect_language(text, "") == detect_language(text, "en-GB") == tag


def test_mathematical_letters_are_latin() -> None:
    assert detect_language("𝐁𝐫𝐞𝐚𝐤𝐢𝐧𝐠 𝐧𝐞𝐰𝐬", "en") == "en"


@pytest.mark.parametrize("text", ["", "🙂🙂", "12 : 34", "—", "\u200f\u202b", "\ud800"])
def test_the_source_decides_for_a_text_without_words(text: str) -> None:
    assert detect_language(text, "") == ""
    assert detect_language(text, "de") == "de"


@settings(deadline=None)
@given(st.sampled_from([*SENTENCES.values()]), st.sampled_from(["", "en", "de-AT", "xx", "nb", "und"]))
def test_detection_is_stable_when_its_result_is_declared(text: str, declared: str) -> None:
    found = detect_language(text, declared)
    assert detect_language(text, found) == found


def test_the_source_decides_for_an_unknown_language() -> None:
    assert detect_language("Le gubernamento annunciava un reforma", "ia") == "ia"


@settings(deadline=None)
@given(
    st.text() | st.sampled_from(["", "🙂", "1984", "e\u0301" * 9, "\ud7ff\u200b", "x" * 9000]),
    st.sampled_from(["", "en", "de-AT", "xx", "-"]),
)
def test_any_text_has_the_same_language_each_time(text: str, declared: str) -> None:
    found = detect_language(text, declared)
    assert found == detect_language(text, declared)
    assert found in (declared, *NAMES)


def test_regions_of_tags_are_ignored() -> None:
    assert primary("pt-BR") == primary("PT_br") == "pt"
    assert is_foreign("de-AT")
    assert not is_foreign("en-GB")
    assert not is_foreign("")
    assert not is_foreign("eng")
    assert not is_foreign("und")
    assert primary("nb-NO") == primary("nn") == "no"
