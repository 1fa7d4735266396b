"""The first layers of a network: its ONNX file, cut off behind one of its values.

An ONNX file is a Protocol Buffers message. Only the few fields that change are read; the rest is copied.
"""

from collections.abc import Iterator

_GRAPH = 7  # of a model
_NODE, _WEIGHTS, _OUTPUT = 1, 5, 12  # of a graph; nodes are in the order in which they run
_NODE_INPUT, _NODE_OUTPUT = 1, 2
_WEIGHTS_NAME = 8
_VALUE_NAME = 1
_VARINT, _FIXED_64, _BYTES = 0, 1, 2


def cut_off(model: bytes, value: str) -> bytes:
    """Return a model whose only output is one of its values, without the nodes and weights behind it.

    Raises `ValueError` if it has no such value.
    """
    return b"".join(
        _message(_GRAPH, _needed_part(content, value.encode())) if number == _GRAPH else field
        for number, content, field in _fields(memoryview(model))
    )


def _needed_part(graph: memoryview, value: bytes) -> bytes:
    """Return a graph with the nodes and weights alone that a value needs, in their order."""
    fields = [*_fields(graph)]
    needed = {value}
    dropped: set[int] = set()
    is_found = False
    for at, (number, content, _) in reversed([*enumerate(fields)]):
        if number == _NODE and needed.isdisjoint(_texts(content, _NODE_OUTPUT)):
            dropped.add(at)
        elif number == _NODE:
            is_found = is_found or value in _texts(content, _NODE_OUTPUT)
            needed.update(_texts(content, _NODE_INPUT))
    if not is_found:
        raise ValueError(f"the network has no value {value.decode()}")
    for at, (number, content, _) in enumerate(fields):
        if number == _OUTPUT or (number == _WEIGHTS and needed.isdisjoint(_texts(content, _WEIGHTS_NAME))):
            dropped.add(at)
    kept = [field for at, (_, _, field) in enumerate(fields) if at not in dropped]
    return b"".join([*kept, _message(_OUTPUT, _message(_VALUE_NAME, value))])


def _texts(message: memoryview, wanted: int) -> list[bytes]:
    return [bytes(content) for number, content, _ in _fields(message) if number == wanted]


def _fields(message: memoryview) -> Iterator[tuple[int, memoryview, memoryview]]:
    """Yield the number of each field, its content, and the field as it is written."""
    at = 0
    while at < len(message):
        start = at
        key, at = _varint(message, at)
        content = at
        if key & 7 == _VARINT:
            _, at = _varint(message, at)
        elif key & 7 == _BYTES:
            size, content = _varint(message, at)
            at = content + size
        else:
            at += 8 if key & 7 == _FIXED_64 else 4
        yield key >> 3, message[content:at], message[start:at]


def _varint(message: memoryview, at: int) -> tuple[int, int]:
    """Return the number that is written at a place in groups of seven bits, and the place behind it."""
    number = shift = 0
    while True:
        byte = message[at]
        at += 1
        number |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            return number, at


def _message(number: int, content: bytes) -> bytes:
    return _to_varint(number << 3 | _BYTES) + _to_varint(len(content)) + content


def _to_varint(number: int) -> bytes:
    groups = []
    while number > 0x7F:
        groups.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes([*groups, number])
