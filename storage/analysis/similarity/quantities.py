"""The quantities that a sentence states: counts, sums of money, shares, lengths of time, years and scores.

Values are brought to one measure for each kind, so that "half" is "50 percent" and "an hour" is "60 minutes".
"""

import re
import zlib
from collections.abc import Iterator

from storage.analysis.similarity.tokens import MONTHS, STOP_WORDS
from storage.model.sentence_index import Measure, Quantity

_UNITS = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
_TEENS = "seventeen eighteen nineteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_WORDS = {word: number for number, word in enumerate(f"{_UNITS} {_TEENS}".split(), start=1)}
_WORDS |= {word: 10 * number for number, word in enumerate(_TENS.split(), start=2)}
_FACTORS = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "dozen": 12.0}
_FACTORS |= {"lakh": 1e5, "crore": 1e7, "k": 1e3, "m": 1e6, "bn": 1e9}
_SHARES = {"half": 50.0, "third": 100 / 3, "quarter": 25.0, "fifth": 20.0, "sixth": 100 / 6, "tenth": 10.0}
_DAYS = {"second": 1 / 86_400, "minute": 1 / 1_440, "hour": 1 / 24, "day": 1.0, "night": 1.0, "week": 7.0}
_DAYS |= {"fortnight": 14.0, "month": 30.4, "year": 365.0, "decade": 3_650.0, "century": 36_500.0}
_DAYS["centurie"] = _DAYS["century"]
_CURRENCIES = """
dollar euro pound franc krona krone kroner kronor yen yuan renminbi rupee ruble rouble peso real reais lira
naira shilling rand zloty forint baht ringgit dinar dirham riyal won
"""
_SIGNS = {"$": "dollar", "€": "euro", "£": "pound", "¥": "yen", "₹": "rupee"}
_MONEY = frozenset(_CURRENCIES.split())

_WORD = "|".join(sorted(_WORDS, key=len, reverse=True))
_FACTOR = "|".join(factor for factor in _FACTORS if len(factor) > 2)
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_DIGITS = r"(?:\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?![.,/]?\d|(?:st|nd|rd|th)\b)"
_AMOUNT = rf"{_DIGITS}|(?:{_WORD})(?:-(?:{_WORD}))?\b|half an?(?= (?:{_FACTOR}))|an?(?= (?!few\b|couple\b))"
_CLOCK = r"\d{1,2}:\d{2}|\d{1,2}(?:\.\d{2})? ?[ap]\.?m\b"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DATE = rf"{_DAY} (?:{_MONTH})\b|(?:{_MONTH})\.? {_DAY}\b(?!,?\d)"
_SHARE = r"half(?! an?\b|[ -]time)|(?:an?|one|two|three|[123])[ -](?:third|quarter|fifth|sixth|tenth)s?"
_PART = rf"(?:{_WORD}|\d{{1,2}})"
_UNIT = "|".join(sorted(_DAYS, key=len, reverse=True))
# "two voters in three", "seven out of ten"; but not "two men in three cars", nor "seven in ten days".
_PROPORTION = (
    rf"(?P<part>{_PART})(?: [a-z]+ in (?P<whole>{_PART})\b(?! [a-z]{{3,}}s\b)"
    rf"|[ -](?:in|out of|of every)[ -](?P<all>{_PART})\b(?! (?:{_UNIT})s?\b))"
)
_QUANTITY = re.compile(
    rf"(?<![\w.,:/-])(?<!number )(?<!No )(?<!No\. )(?:"
    rf"(?P<score>\d{{1,3}}[-–]\d{{1,3}})(?![\w-])|{_CLOCK}|{_DATE}|{_PROPORTION}|(?P<share>{_SHARE})\b"
    rf"|(?P<sign>[A-Z]{{0,3}}[$€£¥₹])? ?(?P<amount>{_AMOUNT})"
    rf"(?P<factors>(?:(?:k|m|bn)\b|[ -](?:{_FACTOR})s?\b)*)"
    rf"(?:(?P<percent> ?%|[ -]per ?cent|[ -]percentage point)|(?=(?P<next>(?:[ -][a-z]+){{1,2}})))?"
    rf")",
    re.IGNORECASE | re.ASCII,
)
_OLD = re.compile("[ -]{1,3}years?[ -]{1,3}olds?\\b", re.IGNORECASE)
_ABOUT = re.compile(
    r"\b(?:about|around|some|nearly|almost|over|more than|roughly|approximately|up to|close to|estimated) $",
    re.IGNORECASE,
)
_LEAST_ROUND = 20
_ROUND_DIGITS = 2  # of a number that may stand for one near to it
_ONE = frozenset({"a", "an", "one"})
_LEAST_DIGITS_OF_ERAS = 3  # "150 years old" is no age of a person
_YEARS = range(1_500, 2_101)


def quantities(sentence: str) -> tuple[Quantity, ...]:
    """Return the different quantities of a sentence, in order.

    Ordinals and ages are none, nor is "one", but "an hour" is a length of time. "Two in three" is a share.
    """
    return tuple(dict.fromkeys(_quantities(sentence)))


def _quantities(sentence: str) -> Iterator[Quantity]:
    for match in _QUANTITY.finditer(sentence):
        if match["score"]:
            first, second = re.split("[-–]", match["score"])
            yield Quantity(Measure.SCORE, 1_000.0 * int(first) + int(second))
        elif match["part"]:
            part, whole = (_value(one.lower()) for one in (match["part"], match["whole"] or match["all"]))
            if part < whole:
                yield Quantity(Measure.PERCENT, 100 * part / whole, rough=True)
        elif match["share"]:
            yield Quantity(Measure.PERCENT, _share(match["share"].lower()), rough=True)
        elif match["amount"] and not _is_age(match) and (found := _quantity(match)):
            yield found._replace(rough=_is_rough(found, sentence[: match.start()]))


def _is_rough(quantity: Quantity, before: str) -> bool:
    """Tell whether a number is said to be near to the true one, as a round number may be."""
    if quantity.measure is Measure.YEAR or not _ABOUT.search(before):
        return False
    is_round = float(f"{quantity.value:.{_ROUND_DIGITS}g}") == quantity.value >= _LEAST_ROUND
    return is_round or quantity.measure is Measure.DAYS


def _is_age(match: re.Match[str]) -> bool:
    """Tell whether a number is an age: alone in commas or brackets, after "aged", before "years old"."""
    before, after = match.string[: match.start()].rstrip(), match.string[match.end() :]
    number = match[0].strip()
    alone = number.isdigit() and (before[-1:], after[:1]) in ((",", ","), ("(", ")"))
    is_lifetime = len(re.sub("[^0-9]", "", number)) < _LEAST_DIGITS_OF_ERAS
    return alone or before.endswith("aged") or (is_lifetime and bool(_OLD.match(after)))


def _share(words: str) -> float:
    times, _, part = words.replace("-", " ").rpartition(" ")
    return _SHARES[part.rstrip("s")] * (_value(times) if times else 1.0)


def _noun(word: str) -> int:
    return 0 if word in STOP_WORDS else zlib.crc32(word.encode()) & 0xFFFF


def _quantity(match: re.Match[str]) -> Quantity | None:
    amount, factors = match["amount"].lower(), match["factors"].lower()
    value = _value(amount)
    for factor in re.findall("[a-z]+", factors):
        value *= _FACTORS[factor.rstrip("s")]
    if match["percent"]:
        return Quantity(Measure.PERCENT, value)
    following = [word.rstrip("s") for word in re.findall("[a-z]+", (match["next"] or "").lower())]
    currency = (
        _SIGNS.get(match["sign"][-1]) if match["sign"] else next(filter(_MONEY.__contains__, following), "")
    )
    if currency:
        return Quantity(Measure.MONEY, value, _noun(currency))
    unit = next((word for word in following if word in _DAYS), "")
    if unit:
        return Quantity(Measure.DAYS, value * _DAYS[unit])
    if amount in _ONE and not factors:
        return None
    is_year = amount.isdigit() and value in _YEARS and not factors
    if is_year:
        return Quantity(Measure.YEAR, value)
    return Quantity(Measure.COUNT, value, _noun(following[0]) if following else 0)


def _value(amount: str) -> float:
    if amount in _ONE:
        return 1.0
    if amount.startswith("half"):
        return 0.5
    if amount[0].isdigit():
        return float(amount.replace(",", ""))
    return float(sum(_WORDS[word] for word in amount.split("-")))
