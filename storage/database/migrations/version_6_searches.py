"""Version 6: saved searches."""

# What can change about an article, and what a search can depend on.
_READ, _NAMES, _FEEDS, _TIME, _LABELS, _STORIES, _NOVELTY = 1, 2, 4, 8, 16, 32, 64
_WORDS, _CREDITS, _STARRED, _FORM, _DATES, _HIDDEN = 128, 256, 512, 1024, 2048, 4096
_ALL = 8191


def _changed(articles: str, what: int | str) -> str:
    """Return the statement that notes articles, selected by SQL, for searches that depend on the change."""
    return (
        f"insert into changed_article select id, {what} from ({articles}) "
        f"where exists (select 1 from saved_search where depends & ({what})) "
        "on conflict do update set what = what | excluded.what;"
    )


_NEW, _OLD = "select new.article as id", "select old.article as id"
_CHANGE_OF_ARTICLE = (
    f"(new.title <> old.title or new.text <> old.text) * {_WORDS} "
    f"| (new.source <> old.source or new.byline <> old.byline) * {_CREDITS} "
    f"| (new.published is not old.published) * {_DATES}"
)
_CHANGE_OF_FACET = (
    f"(new.starred <> old.starred) * {_STARRED} | (new.hidden <> old.hidden) * {_HIDDEN} "
    f"| (new.sort_at <> old.sort_at) * {_DATES} | (new.story <> old.story) * {_STORIES} "
    "| ((new.copy, new.language, new.cut, new.enclosure, new.page, new.links > 0) <> "
    f"(old.copy, old.language, old.cut, old.enclosure, old.page, old.links > 0)) * {_FORM}"
)
_RUN_NOW = "update saved_search set outdated = 2 where depends &"
_RUN_LATER = f"update saved_search set outdated = 1 where depends & {_NAMES} and outdated = 0"

# `position` orders the saved searches of a folder. `saved_search_entry` has the articles that each search
# finds; triggers keep its counts. `changed_article` has the articles about which searches must decide again
# before the present write ends, with what has changed about them; `depends` says on what of that a search
# depends. `outdated` is 1 for a search to be run again with the next refresh, 2 for one to be run again
# before the present write ends; `evaluated` is when it was last run.
SAVED_SEARCHES = f"""
create table saved_search (
    id integer primary key autoincrement,
    name text not null,
    query text not null,
    folder text not null,
    position integer not null,
    articles integer not null default 0,
    unread integer not null default 0,
    problem text not null default '',
    depends integer not null default 0,
    outdated integer not null default 2,
    evaluated real not null default 0
) strict;
create table saved_search_entry (
    search integer not null references saved_search on delete cascade,
    article integer not null,
    primary key (search, article)
) strict, without rowid;
create index saved_search_entry_article on saved_search_entry (article);
create table changed_article (article integer primary key, what integer not null) strict;

create trigger saved_search_query after update of query on saved_search when new.query <> old.query begin
    update saved_search set outdated = 2 where id = new.id;
end;
create trigger saved_search_entry_insert after insert on saved_search_entry begin
    update saved_search set articles = articles + 1,
        unread = unread + (select read_at is null from facet where article = new.article)
    where id = new.search;
end;
create trigger saved_search_entry_delete after delete on saved_search_entry begin
    update saved_search set articles = articles - 1,
        unread = unread - (select read_at is null from facet where article = old.article)
    where id = old.search;
end;

create trigger article_searches_insert after insert on article begin
    {_changed("select new.id as id", _ALL)}
end;
create trigger article_searches_delete before delete on article begin
    delete from saved_search_entry where article = old.id;
    delete from changed_article where article = old.id;
end;
create trigger article_searches_read after update of read_at on article
when (new.read_at is null) <> (old.read_at is null) begin
    update saved_search set unread = unread + (new.read_at is null) - (old.read_at is null)
    where id in (select search from saved_search_entry where article = new.id);
    {_changed("select new.id as id", _READ)}
end;
create trigger article_searches_update after update of title, text, source, byline, published on article
when {_CHANGE_OF_ARTICLE} begin
    {_changed("select new.id as id", _CHANGE_OF_ARTICLE)}
end;
create trigger facet_searches_update after update on facet when {_CHANGE_OF_FACET} begin
    {_changed(_NEW, _CHANGE_OF_FACET)}
end;
create trigger appearance_searches_insert after insert on appearance begin
    {_changed(_NEW, _NAMES)}
end;
create trigger appearance_searches_delete after delete on appearance begin
    {_changed(_OLD, _NAMES)}
end;
create trigger entry_searches_insert after insert on entry when new.article is not null begin
    {_changed(_NEW, _FEEDS)}
end;
create trigger entry_searches_delete after delete on entry when old.article is not null begin
    {_changed(_OLD, _FEEDS)}
end;
create trigger article_label_searches_insert after insert on article_label begin
    {_changed(_NEW, _LABELS)}
end;
create trigger article_label_searches_delete after delete on article_label begin
    {_changed(_OLD, _LABELS)}
end;
create trigger novelty_searches_update after update of news on novelty when new.news <> old.news begin
    {_changed(_NEW, _NOVELTY)}
end;
create trigger story_searches_update after update of articles, headline on story
when (new.articles > 1) <> (old.articles > 1) or new.headline is not old.headline begin
    {_changed("select id from article where story = new.id", _STORIES)}
end;
create trigger merged_story_searches_update after update of merged_into on story
when new.merged_into is not old.merged_into begin
    {_changed("select id from article where story in (old.merged_into, new.merged_into)", _STORIES)}
end;
create trigger headline_searches_update after update of title on article
when new.title <> old.title and new.story is not null begin
    {_changed("select id from article where story = new.story", _STORIES)}
end;

create trigger feed_searches_update after update of title, name, url, folder, removed on feed begin
    {_RUN_NOW} {_FEEDS};
end;
create trigger feed_label_searches_insert after insert on feed_label begin
    {_RUN_NOW} {_LABELS};
end;
create trigger feed_label_searches_delete after delete on feed_label begin
    {_RUN_NOW} {_LABELS};
end;
create trigger label_searches_update after update of key on label begin
    {_RUN_NOW} {_LABELS};
end;
create trigger entity_searches_update after update of kind on entity when new.kind <> old.kind begin
    {_RUN_LATER};
end;
create trigger entity_text_searches_insert after insert on entity_text begin
    {_RUN_LATER} and exists (select 1 from appearance where entity = new.entity);
end;
create trigger entity_text_searches_delete after delete on entity_text begin
    {_RUN_LATER} and exists (select 1 from appearance where entity = old.entity);
end;
"""

STEPS: tuple[tuple[str, str], ...] = (("saved searches", SAVED_SEARCHES),)
