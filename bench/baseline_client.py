"""Plain HTTP requests on asyncio, 50 at once: the baseline for a refresh. Parses and stores nothing.

    python bench/baseline_client.py FILE

FILE is JSON: `{"address": "its last ETag, or empty"}`. The client sends the ETags it knows, writes the new
ones to FILE, and prints how many answers had status 200 and how many 304.
"""

import asyncio
import json
import sys
from pathlib import Path
from urllib.parse import urlsplit

CONCURRENT_REQUESTS = 50


async def fetch(address: str, etag: str) -> tuple[int, str]:
    """Return the status and the ETag of an answer after reading its whole body."""
    parts = urlsplit(address)
    reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
    condition = f"If-None-Match: {etag}\r\n" if etag else ""
    writer.write(
        f"GET {parts.path} HTTP/1.1\r\nHost: {parts.netloc}\r\n{condition}Connection: close\r\n\r\n".encode()
    )
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    await reader.read(-1)
    writer.close()
    headers = dict(line.lower().split(": ", 1) for line in head.split("\r\n")[1:] if line)
    return int(head.split(" ", 2)[1]), headers.get("etag", "")


async def fetch_all(etags: dict[str, str]) -> list[int]:
    """Fetch every address, update its ETag in `etags`, and return the statuses."""
    semaphore = asyncio.Semaphore(CONCURRENT_REQUESTS)

    async def fetch_one(address: str) -> int:
        async with semaphore:
            status, etags[address] = await fetch(address, etags[address])
        return status

    return await asyncio.gather(*map(fetch_one, list(etags)))


def main() -> None:
    """Fetch every address of the file once."""
    file = Path(sys.argv[1])
    etags = json.loads(file.read_text())
    statuses = asyncio.run(fetch_all(etags))
    file.write_text(json.dumps(etags))
    print(json.dumps({"200": statuses.count(200), "304": statuses.count(304)}))


if __name__ == "__main__":
    main()
