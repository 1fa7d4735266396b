"""Words for what somebody or something is: roles with the words before them, forms of address, things."""

from collections.abc import Sequence

_ROLE_WORDS = """
academic activist actor actress adviser advisor agent ally ambassador analyst anchor archbishop architect
artist assistant astronaut athlete attorney author ayatollah banker barrister baron billionaire biologist
bishop boss boxer businessman businesswoman candidate captain cardinal cartoonist ceo chair chairman
chairperson chairwoman champion chancellor chef chief cleric coach colonel columnist comedian commander
commissioner composer congressman congresswoman consultant coordinator correspondent counsel cricketer
critic crown curator dancer dean defender defendant delegate demonstrator deputy designer detective
developer dictator diplomat director doctor economist editor emir emperor employee engineer entrepreneur
envoy executive expert farmer fighter filmmaker financier forward founder general geologist goalkeeper
golfer governor graduate guitarist head historian imam inspector investigator investor inventor journalist
judge justice king laureate lawmaker lawyer leader lecturer legislator lieutenant magistrate magnate major
manager marshal mayor mechanic member midfielder militant minister model musician negotiator novelist nurse
officer official operator opponent owner painter partner pastor philanthropist philosopher photographer
physician physicist pilot player playwright poet policeman politician pope preacher premier presenter
president priest prime prince princess principal prisoner producer professor programmer prosecutor
psychiatrist psychologist publisher queen rabbi racer rapper rebel rector refugee reporter representative
researcher resident retiree reverend runner sailor scholar scientist secretary senator sergeant sheikh
shopkeeper singer skipper soldier solicitor specialist spokesman spokesperson spokeswoman sprinter statesman
striker student successor sultan superintendent supervisor surgeon survivor suspect teacher technician
theologian trader treasurer trustee veteran vicar victim volunteer warden warlord winger winner worker
wrestler writer
"""
_THING_WORDS = """
agency alliance army arm association authority bank base battalion body borough branch broadcaster brand
capital carrier centre center chain charity church city club coalition college commission committee
community company conglomerate consortium council country county court daily department district enclave
faction federation firm force foundation fund group hospital hub institute institution island king kingdom
league maker manufacturer market militia ministry monarchy movement municipality nation neighborhood
neighbourhood network newspaper operator organisation organization outfit outlet parliament party platform
port producer province publisher region regulator republic retailer school service settlement start-up
startup state stronghold subsidiary suburb team think-tank town tribe tribunal union unit university village
watchdog website weekly
"""
_QUALIFIER_WORDS = """
vice foreign defence defense finance interior health education energy trade justice police army
opposition party rebel military security deputy senior chief general executive managing assistant
national federal state regional provincial local royal crown long-distance football cricket rugby chess
tennis film human rights
"""
_FORMER_WORDS = "former ex then late current acting interim incumbent outgoing longtime veteran"
_HONORIFIC_WORDS = "mr mrs ms miss mister dr doctor sir dame lord lady madam prof"
_SHORT_TITLE_WORDS = """
adm brig capt cdr cmdr col cpl det fr gen gov hon insp lt maj messrs pm pres pvt rep reps rev sec secy sen
sens sgt supt
"""

ROLES = frozenset(_ROLE_WORDS.split())
"""What a person can be: the last word of a title, or the head noun of an apposition."""
THINGS = frozenset(_THING_WORDS.split())
"""What an organisation or a place can be: the head noun of an apposition."""
QUALIFIERS = frozenset(_QUALIFIER_WORDS.split())
"""Words before a role that say which one it is: "vice", "foreign"."""
FORMER = frozenset(_FORMER_WORDS.split())
"""Words before a role that say when somebody has it."""
HONORIFICS = frozenset(_HONORIFIC_WORDS.split())
"""Forms of address, which are no part of a description."""
_TITLES = ROLES | HONORIFICS | frozenset(_SHORT_TITLE_WORDS.split())
_IN_ROLES = _TITLES | QUALIFIERS | FORMER


def is_role(words: Sequence[str]) -> bool:
    """Tell whether lower-case words are only a role or a form of address: "prime minister", "mr"."""
    return not _TITLES.isdisjoint(words) and _IN_ROLES.issuperset(words)
