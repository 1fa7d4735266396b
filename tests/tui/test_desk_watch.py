"""What other programs write while the app is open."""

import pytest

from storage.desk import Desk


async def test_a_write_before_the_first_look_at_the_version_is_seen(
    on_stage, sample_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.desk_watch._POLL_SECONDS", 1e6)
    async with on_stage() as stage:
        assert "7 unread of 7" in stage.lines()[0]
        sample_desk.articles.mark_read([1, 2, 3])
        stage.app.desk_watch.check_version()
        await stage.settle()
        assert "4 unread of 7" in stage.lines()[0]
