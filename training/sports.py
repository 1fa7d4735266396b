"""Synthetic sports reports, in which the name of a town means its club. That is rare in the labelled news.

The sentences are newsdesk's own, and their names come from the labelled texts. As in the worldwide news, a
club named after its town is an organisation, and a country's team is a place.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from labelled_names import Row, names_in

from storage.analysis.lexicon import countries

SPORTS = "sports"
"""The source of these reports."""

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_LABELS = {
    "club": "Organization",
    "side": "Organization",
    "player": "Person",
    "surname": "Person",
    "short": "Person",
    "town": "Location",
    "country": "Location",
    "cup": "Misc",
}
_SIDES = """
United City Rovers Wanderers Athletic Rangers County Town Tigers Lions Eagles Giants Bulls Stars FC SC
""".split()
_CUPS = (
    "World Cup;Champions League;Super Cup;Open;Grand Prix;Asian Cup;Africa Cup of Nations;Copa;League Cup;"
    "Olympic Games;Davis Cup;Tri-Nations;Premiership;Winners' Cup;Masters;Commonwealth Games"
).split(";")
_SPORTS = (
    "SOCCER FOOTBALL CRICKET RUGBY BASKETBALL BASEBALL HOCKEY TENNIS GOLF HANDBALL VOLLEYBALL NETBALL".split()
)

_HEADLINES = """
{sport} - {club} BEAT {club} TO GO TOP .
{sport} - {club} HOLD {club} TO GOALLESS DRAW .
{sport} - {surname} HAT-TRICK SINKS {club} .
{sport} - {club} SIGN {surname} FROM {club} .
{sport} - {country} NAME SQUAD FOR {cup} QUALIFIER .
{sport} - {surname} OUT OF {country} SIDE TO PLAY {country} .
{sport} - {club} COACH {surname} RESIGNS .
{sport} - {player} WINS {town} OPEN .
{sport} - LATE GOAL SAVES {club} .
{sport} - {country} 245 ALL OUT v {country} .
{sport} - {club} FACE {club} IN {cup} FINAL .
{sport} - {country} BEAT {country} 2-1 IN FRIENDLY .
{sport} - RESULTS OF {country} FIRST DIVISION MATCHES .
{sport} - {surname} LEADS AFTER SECOND ROUND IN {town} .
""".strip().splitlines()

_REPORTS = """
{club} beat {club} 3-1 away on Saturday to move three points clear at the top of the table .
{club} were held to a 1-1 draw by {club} despite taking an early lead through {player} .
{player} scored twice as {club} won 2-0 at {club} on Sunday .
Defender {player} has joined {club} from {club} for an undisclosed fee , the club said .
{club} , who lost at home to {club} last week , have sacked coach {player} .
Second-placed {club} travel to {club} on Wednesday while {club} are at home to {club} .
{surname} gave {club} the lead after 12 minutes , but {surname} equalised for {club} just before half-time .
{club} goalkeeper {player} saved a late penalty from {surname} .
{country} beat {country} by five wickets in the second one-day international in {town} .
{country} captain {player} won the toss and chose to bat against {country} .
{player} of {country} beat {player} 6-3 6-4 to reach the semifinals in {town} .
{player} hit a three-run homer and {club} rallied for a 7-5 victory over {club} .
In {town} , {player} threw a four-hitter as {club} shut out {club} .
{side} drew 2-2 with {club} in {town} , where {player} was sent off .
{club} striker {player} will miss the match against {side} with a knee injury .
The {country} international , who moved to {club} in July , scored his tenth goal of the season .
{club} 's {player} said : " We deserved to win here . "
{country} , without {surname} and {surname} , meet {country} in a {cup} qualifier in {town} on Friday .
{club} coach {player} praised his players after they came from behind to beat {club} .
{player} , who played for {club} and {club} , has been named in the {country} squad .
At {town} , {club} were 187 for four in reply to {club} 's first innings of 312 .
{club} and {club} shared the points in a dull match watched by 12,000 .
{cup} holders {club} were knocked out by {side} of {country} .
{player} rode his luck as {surname} dropped him twice before {club} declared .
""".strip().splitlines()

_LISTS = """
{club} 2 {club} 1
{club} 0 {club} 0
{club} 101 {club} 95
{club} v {club}
{club} at {club}
{club} 12 7 3 2 21 9 24
{country} 3 {country} 0
{player} ( {country} ) beat {player} ( {country} ) 6-2 7-5
1. {player} ( {country} ) one minute 48.20 seconds
2. {player} , {country} , 68.4 metres
68 {player}
{player} 71 70 68 , {player} 69 72 70
{short} c {surname} b {surname} 34
{short} lbw b {surname} 7
{short} not out 58
{short} b {surname} 0
{surname} 12-3-45-2 , {surname} 10-1-38-1
{club} : {player} ( 12 ) , {player} ( 67 penalty )
Scorers : {player} 14 , {player} 80
{player} ( {club} ) 11 goals , {player} ( {club} ) 9
Bowling : {short} 20-4-61-3
""".strip().splitlines()


@dataclass(frozen=True, slots=True)
class NamePools:
    """The names that fill the sentences."""

    persons: Sequence[str]
    towns: Sequence[str]
    countries: Sequence[str]


def name_pools(labelled: Iterable[Row]) -> NamePools:
    """Return the labelled persons with two names, countries, and other places of at most two words."""
    persons, towns, states = set[str](), set[str](), set[str]()
    for row in labelled:
        for start, end, kinds in names_in(row):
            name = row["text"][start:end]
            words = name.split()
            plain = all(word.isalpha() and word[0].isupper() and not word.isupper() for word in words)
            if kinds == {"person"} and len(words) == 2 and plain:
                persons.add(name)
            elif kinds == {"place"} and len(words) <= 2 and plain:
                (states if countries.country(name) else towns).add(name)
    return NamePools(sorted(persons), sorted(towns), sorted(states))


def reports(pools: NamePools, count: int, rng: np.random.Generator) -> Iterator[Row]:
    """Yield synthetic reports and lists of results, labelled like the worldwide news."""
    for number in range(count):
        lines = [*_sample(_HEADLINES, 1, rng), *_sample(_REPORTS, int(rng.integers(1, 5)), rng)]
        if rng.random() < 0.6:
            (line,) = _sample(_LISTS, 1, rng)
            lines += [line] * int(rng.integers(2, 7))
        text = ""
        spans: list[tuple[int, int, str]] = []
        for index, line in enumerate(lines):
            text = _append_filled(text, spans, line, pools, rng, in_capitals=index == 0)
            text += "\n" if index == 0 or rng.random() < 0.3 else " "
        yield {"id": f"{SPORTS}-{number}", "source": SPORTS, "text": text, "spans": spans}


def _sample(lines: Sequence[str], count: int, rng: np.random.Generator) -> list[str]:
    return [lines[int(index)] for index in rng.choice(len(lines), count, replace=False)]


def _append_filled(
    text: str,
    spans: list[tuple[int, int, str]],
    line: str,
    pools: NamePools,
    rng: np.random.Generator,
    *,
    in_capitals: bool,
) -> str:
    position = 0
    for placeholder in _PLACEHOLDER.finditer(line):
        text += line[position : placeholder.start()]
        name = _filler(placeholder[1], pools, rng)
        name = name.upper() if in_capitals else name
        if placeholder[1] in _LABELS:
            spans.append((len(text), len(text) + len(name), _LABELS[placeholder[1]]))
        text += name
        position = placeholder.end()
    return text + line[position:]


def _filler(placeholder: str, pools: NamePools, rng: np.random.Generator) -> str:
    def draw(row: Sequence[str]) -> str:
        return row[int(rng.integers(len(row)))]

    if placeholder == "sport":
        return draw(_SPORTS)
    if placeholder == "cup":
        return draw(_CUPS)
    if placeholder == "country":
        return draw(pools.countries)
    if placeholder in ("club", "town"):
        return draw(pools.towns)
    if placeholder == "side":
        return f"{draw(pools.towns)} {draw(_SIDES)}"
    first, last = draw(pools.persons).split()
    return {"player": f"{first} {last}", "surname": last, "short": f"{first[0]}. {last}"}[placeholder]
