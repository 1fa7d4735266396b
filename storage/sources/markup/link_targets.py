"""What the links of a text lead to: whole web addresses, or nowhere."""

import re
from urllib.parse import urljoin

from storage.sources.drafts.draft_assembly import web_address

# Nearly all addresses look like this, and there is nothing in them to doubt.
_PLAIN = re.compile(r"https?://[a-zA-Z0-9][a-zA-Z0-9.-]*(?::[1-9][0-9]{0,3}|:[1-5][0-9]{4})?(?:[/?#][!-~]*)?")
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
_BREAKS = re.compile("[\t\n\r]")
_LONGEST = 8000


def resolve_link(reference: str, base: str = "") -> str:
    """Return the web address (http or https) that `reference` names as seen from `base`, "" if it names none.

    A place within the same text ("#note-1") is none. Blanks inside are encoded, as browsers do.
    """
    reference = reference.strip()
    if not reference or reference[0] == "#" or len(reference) > _LONGEST:
        return ""
    if _PLAIN.fullmatch(reference):
        return reference
    reference = _BREAKS.sub("", reference).replace(" ", "%20")
    if _SCHEME.match(reference):
        return web_address(reference)
    try:
        return web_address(urljoin(base or "https:", reference))
    except ValueError:
        return ""
