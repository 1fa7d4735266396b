"""The program's own values."""

from storage.database import key_values
from storage.database.connection import DeskFile
from storage.desk import Desk


def test_a_value_replaces_the_earlier_one(desk: Desk) -> None:
    assert desk.values.get("theme") is None
    desk.values.set("theme", "dark")
    desk.values.set("theme", "light")
    assert desk.values.get("theme") == "light"


def test_a_deleted_value_is_gone(desk_file: DeskFile) -> None:
    with desk_file.writing() as connection:
        key_values.set_value(connection, "a", "1")
        key_values.set_value(connection, "b", "2")
        key_values.delete_value(connection, "a")
        key_values.delete_value(connection, "none")
        assert key_values.get_value(connection, "a") is None
        assert key_values.get_value(connection, "b") == "2"
