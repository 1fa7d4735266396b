"""The addresses of hosts: a name is looked up once, so that it can't mean another computer a moment later."""

import asyncio
import socket
from concurrent.futures import ThreadPoolExecutor

from storage.errors import UnreachableError
from storage.sources.web.networks import Address, Network, literal, network_of

_AT_ONCE = 32


class Resolver:
    """Looks up the addresses of hosts, in threads of its own as a dead name server blocks for long.

    What a name meant at first it means until `close`: a name that turns from a public address to a
    private one between two requests (DNS rebinding) gains nothing.
    """

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="lookup")
        self._asked: dict[str, asyncio.Task[tuple[Address, ...] | UnreachableError]] = {}

    async def addresses(self, host: str) -> tuple[Address, ...]:
        """Return the addresses of `host` in the order in which to try them, at least one.

        Raises `UnreachableError`.
        """
        if address := literal(host):
            return (address,)
        if host not in self._asked:
            self._asked[host] = asyncio.create_task(self._look_up(host))
        # Shielded: others may wait for the same name when this one gives up.
        found = await asyncio.shield(self._asked[host])
        if isinstance(found, UnreachableError):
            self._asked.pop(host, None)
            raise found
        return found

    async def home(self, host: str) -> Network:
        """Return the network that `host` lives in; a host with any public address is public."""
        networks = [network_of(address) for address in await self.addresses(host)]
        return Network.PUBLIC if Network.PUBLIC in networks else networks[0]

    def close(self) -> None:
        """Look up nothing more; does not wait for what is under way."""
        for task in self._asked.values():
            task.cancel()
        self._threads.shutdown(wait=False, cancel_futures=True)

    async def _look_up(self, host: str) -> tuple[Address, ...] | UnreachableError:
        loop = asyncio.get_running_loop()
        try:
            found = await loop.run_in_executor(self._threads, _getaddrinfo, host)
        except socket.gaierror as error:
            return UnreachableError(_sentence(host, error))
        except (OSError, UnicodeError):
            return UnreachableError(f"There is no server by the name {host}.")
        return found or UnreachableError(f"There is no server by the name {host}.")


def _getaddrinfo(host: str) -> tuple[Address, ...]:
    found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    addresses = (literal(str(place[0])) for *_, place in found)
    return tuple(dict.fromkeys(address for address in addresses if address))


def _sentence(host: str, error: socket.gaierror) -> str:
    if error.errno == socket.EAI_AGAIN:
        return f"The name {host} can't be looked up at the moment."
    return f"There is no server by the name {host}."
