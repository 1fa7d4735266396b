"""The least that fetching feeds can be: raw requests on asyncio, 50 at once, nothing parsed or stored.

What newsdesk's refresh is measured against. Reads addresses and what it knows of them from a JSON file, asks
conditionally where an ETag is known, and writes the ETags back: `bareclient.py FILE` with
`{"address": "etag or nothing"}`. Prints how many answers were 200 and how many 304.
"""

import asyncio
import json
import sys
from pathlib import Path
from urllib.parse import urlsplit

AT_ONCE = 50


async def fetch(address: str, etag: str) -> tuple[int, str]:
    """Return the status and the ETag of an answer, after all of its body was read."""
    parts = urlsplit(address)
    reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
    condition = f"If-None-Match: {etag}\r\n" if etag else ""
    writer.write(
        f"GET {parts.path} HTTP/1.1\r\nHost: {parts.netloc}\r\n{condition}Connection: close\r\n\r\n".encode()
    )
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    await reader.read(-1)
    writer.close()
    fields = dict(line.lower().split(": ", 1) for line in head.split("\r\n")[1:] if line)
    return int(head.split(" ", 2)[1]), fields.get("etag", "")


async def fetch_all(known: dict[str, str]) -> list[int]:
    """Ask for every address, keep the ETags in `known`, and return the statuses."""
    turns = asyncio.Semaphore(AT_ONCE)

    async def one(address: str) -> int:
        async with turns:
            status, known[address] = await fetch(address, known[address])
        return status

    return await asyncio.gather(*map(one, list(known)))


def main() -> None:
    """Fetch once."""
    file = Path(sys.argv[1])
    known = json.loads(file.read_text())
    statuses = asyncio.run(fetch_all(known))
    file.write_text(json.dumps(known))
    print(json.dumps({"200": statuses.count(200), "304": statuses.count(304)}))


if __name__ == "__main__":
    main()
