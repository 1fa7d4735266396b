"""Head nouns: the word of a longer name, mostly its last one, that says what kind of thing it is.

`heads.tsv` is written by `scripts/heads.py`, which names its sources.
"""

from functools import cache
from importlib.resources import files

from storage.model import Kind

_OFTEN_ALONE = 3  # articles of the table in which a head is a name by itself

_ORGANISATION_WORDS = """
academy administration ag agency airlines airways alliance army assembly association authority bank bhd
board brigade broadcaster brothers bureau cabinet chamber channel club co coalition college command
commission committee company confederation conference congress consortium cooperative corp corporation
corps council court courts department directorate dynasty embassy enterprises exchange faculty
federation force forces forum foundation front fund gmbh government group guard guards guild
headquarters holdings inc initiative institute institution jury laboratory league limited llc ltd media
ministry mission motors movement nations navy network news nv office opposition orchestra organisation
organization panel parliament partners party plc police press program programme radio records regiment
registry reserve sa school secretariat senate service services shimbun society squad syndicate taskforce
team telecom times treasury tribunal trust union university ventures watch workshop
"""
_PLACE_WORDS = """
airport archipelago arena avenue basin bay beach boulevard bridge building canal cape cemetery city
coast county creek dam desert district falls forest fort garden gardens governorate gulf harbor harbour
heights highway hill hills hotel island islands isles lagoon lake lane mall monument mosque mount
mountain mountains ocean palace park passage peninsula plateau plaza port prefecture prison province
range reef region reservoir ridge river road sea shrine springs square stadium station strait street
suburb synagogue territory theater theatre town township valley village volcano
"""
_OTHER_WORDS = """
accord act agreement award awards championship championships code cup day disease era festival fever games
language marathon match memorandum olympics plan prize project protocol pact report scheme series summit
telescope treaty virus war wars week
"""
_FIRST_ORGANISATION_WORDS = """
academy association bank board bureau college commission committee council court department faculty
federation institute league ministry office organisation organization society university
"""
_QUALIFYING_WORDS = """
and central chief east eastern federal first for foreign general high in international joint local main
national new north northern of old people peoples public regional republican royal south southern
special state states supreme the united west western world
"""
_ORGANISATIONS = frozenset(_ORGANISATION_WORDS.split())
_OTHERS = frozenset(_OTHER_WORDS.split())
_PLACES = frozenset(_PLACE_WORDS.split())
_FIRST_ORGANISATIONS = frozenset(_FIRST_ORGANISATION_WORDS.split())
_FIRST_PLACES = frozenset({"cape", "fort", "gulf", "isle", "lake", "mount", "mt", "port", "strait"})
_QUALIFIERS = frozenset(_QUALIFYING_WORDS.split())


def is_generic(word: str) -> bool:
    """Tell whether a plain word is too general to identify an organisation ("bank", "national")."""
    return word in _ORGANISATIONS or word in _PLACES or word in _QUALIFIERS or word in _shared_heads()


def is_organisation_word(word: str) -> bool:
    """Tell whether a plain word is the head of many names of organisations, but not of places."""
    return (word in _ORGANISATIONS or word in _shared_heads()) and word not in _PLACES


def is_often_alone(word: str) -> bool:
    """Tell whether a head is often a name by itself, so that it need not mean a longer one ("the House")."""
    return _shared_heads().get(word, 0) >= _OFTEN_ALONE


@cache
def _shared_heads() -> dict[str, int]:
    """Return the heads that many names share, each with the articles in which it is a name by itself."""
    content = files(__package__ or "").joinpath("heads.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in content.splitlines())
    return {word: int(alone) for word, _, alone in rows}


def kind_by_head(name: str) -> Kind | None:
    """Return the kind that the head noun gives a name ("Kenya Power Company", "Lake Turkana"), or `None`."""
    words = name.lower().rstrip(".").split()
    if not words:
        return None
    if len(words) > 2 and words[1] in ("of", "for") and words[0] in _FIRST_ORGANISATIONS:
        return Kind.ORGANISATION
    if words[-1] in _ORGANISATIONS:
        return Kind.ORGANISATION
    if len(words) > 1 and words[-1] in _OTHERS:
        return Kind.OTHER
    if len(words) > 1 and (words[-1] in _PLACES or words[0] in _FIRST_PLACES):
        return Kind.PLACE
    return None
