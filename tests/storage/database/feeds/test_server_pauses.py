from storage.database.connection import DeskFile
from storage.database.feeds import server_pauses


def test_a_pause_lasts_as_long_as_the_server_asked(desk_file: DeskFile) -> None:
    with desk_file.writing() as connection:
        server_pauses.store(connection, {"a.example": 60.0, "b.example:8080": 7200.0}, 1000.0)
        server_pauses.store(connection, {"b.example:8080": 10.0}, 1030.0)
        assert server_pauses.remaining(connection, 1030.0) == {"a.example": 30.0, "b.example:8080": 7170.0}
        assert server_pauses.remaining(connection, 1060.0) == {"b.example:8080": 7140.0}
        server_pauses.store(connection, {}, 9000.0)
        assert connection.execute("select count(*) from server_pause").fetchone()[0] == 0
