"""Languages by their BCP 47 tags."""

import re

ENGLISH = "en"


def _table(pairs: str) -> dict[str, str]:
    entries = (entry.split() for entry in pairs.split(","))
    return {entry[0]: entry[1] for entry in entries}


_NAMES = """
af Afrikaans, am Amharic, ar Arabic, az Azerbaijani, be Belarusian, bg Bulgarian, bn Bengali, bs Bosnian,
ca Catalan, cs Czech, cy Welsh, da Danish, de German, el Greek, en English, eo Esperanto, es Spanish,
et Estonian, eu Basque, fa Persian, fi Finnish, fr French, ga Irish, gl Galician, gu Gujarati, ha Hausa,
he Hebrew, hi Hindi, hr Croatian, hu Hungarian, hy Armenian, id Indonesian, is Icelandic, it Italian,
ja Japanese, ka Georgian, kk Kazakh, km Khmer, kn Kannada, ko Korean, ku Kurdish, ky Kyrgyz, la Latin, lo Lao,
lt Lithuanian, lv Latvian, mg Malagasy, mk Macedonian, ml Malayalam, mn Mongolian, mr Marathi, ms Malay,
mt Maltese, my Burmese, ne Nepali, nl Dutch, no Norwegian, or Odia, pa Punjabi, pl Polish, ps Pashto,
pt Portuguese, ro Romanian, ru Russian, si Sinhala, sk Slovak, sl Slovenian, so Somali, sq Albanian,
sr Serbian, sv Swedish, sw Swahili, ta Tamil, te Telugu, th Thai, tl Filipino, tr Turkish, uk Ukrainian,
ur Urdu, uz Uzbek, vi Vietnamese, yo Yoruba, zh Chinese, zu Zulu
"""
NAMES = _table(_NAMES)
"""The English names of the languages that newsdesk detects, by tag."""

# Other tags that sources use for these languages, and tags for no language.
_ALIAS_PAIRS = """
eng en, english en, nb no, nn no, iw he, in id, fil tl, cmn zh, yue zh, arb ar, ckb ku, pes fa
"""
ALIASES = _table(_ALIAS_PAIRS)
"""Other codes for some of these languages, with their tag."""
_UNKNOWN = frozenset(("und", "mul", "mis", "zxx", "x"))


def primary(tag: str) -> str:
    """Return the primary language of a tag: "pt" for "pt-BR", "" for tags of no language."""
    language = re.split(r"[-_,;\s]", tag.strip().lower(), maxsplit=1)[0]
    return "" if language in _UNKNOWN else ALIASES.get(language, language)


def is_foreign(tag: str) -> bool:
    """Return whether a tag names another language than English. An unknown language counts as English."""
    return primary(tag) not in ("", ENGLISH)
