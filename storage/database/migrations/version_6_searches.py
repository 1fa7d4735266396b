"""Version 6: saved searches."""

# `position` orders the saved searches of a folder. `saved_search_entry` has the articles that each search
# finds; triggers keep its counts. `changed_article` has the articles for which that must be decided again
# before the present write ends. `depends` says what decides about a search besides words and dates: 1 which
# articles are read, 2 names, 4 subscriptions, 8 the time, 16 labels, 32 stories. `outdated` is 1 for a search
# to be run again with the next refresh, 2 for one to be run again before the present write ends; `evaluated`
# is when it was last run.
SAVED_SEARCHES = """
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
create table changed_article (article integer primary key) strict;

create trigger saved_search_query after update of query on saved_search when new.query <> old.query begin
    update saved_search set outdated = 2 where id = new.id;
end;
create trigger saved_search_entry_insert after insert on saved_search_entry begin
    update saved_search set articles = articles + 1,
        unread = unread + (select read_at is null from article where id = new.article)
    where id = new.search;
end;
create trigger saved_search_entry_delete after delete on saved_search_entry begin
    update saved_search set articles = articles - 1,
        unread = unread - (select read_at is null from article where id = old.article)
    where id = old.search;
end;

create trigger article_searches_insert after insert on article begin
    insert or ignore into changed_article select new.id where exists (select 1 from saved_search);
end;
create trigger article_searches_delete before delete on article begin
    delete from saved_search_entry where article = old.id;
    delete from changed_article where article = old.id;
end;
create trigger article_searches_read after update of read_at on article
when (new.read_at is null) <> (old.read_at is null) begin
    update saved_search set unread = unread + (new.read_at is null) - (old.read_at is null)
    where id in (select search from saved_search_entry where article = new.id);
    insert or ignore into changed_article
    select new.id where exists (select 1 from saved_search where depends & 1);
end;
create trigger article_searches_update after update of title, text, source, byline, published on article begin
    insert or ignore into changed_article select new.id where exists (select 1 from saved_search);
end;
create trigger facet_searches_update after update on facet
when (new.sort_at, new.starred, new.hidden, new.copy, new.story, new.source, new.language, new.cut,
    new.enclosure, new.page, new.links) is not
    (old.sort_at, old.starred, old.hidden, old.copy, old.story, old.source, old.language, old.cut,
    old.enclosure, old.page, old.links) begin
    insert or ignore into changed_article select new.article where exists (select 1 from saved_search);
end;
create trigger appearance_searches_insert after insert on appearance begin
    insert or ignore into changed_article
    select new.article where exists (select 1 from saved_search where depends & 2);
end;
create trigger appearance_searches_delete after delete on appearance begin
    insert or ignore into changed_article
    select old.article where exists (select 1 from saved_search where depends & 2);
end;
create trigger entry_searches_insert after insert on entry when new.article is not null begin
    insert or ignore into changed_article
    select new.article where exists (select 1 from saved_search where depends & 4);
end;
create trigger entry_searches_delete after delete on entry when old.article is not null begin
    insert or ignore into changed_article
    select old.article where exists (select 1 from saved_search where depends & 4);
end;
create trigger story_searches_update after update of articles, headline on story
when (new.articles > 1) <> (old.articles > 1) or new.headline is not old.headline begin
    insert or ignore into changed_article
    select id from article where story = new.id and exists (select 1 from saved_search where depends & 32);
end;
create trigger headline_searches_update after update of title on article
when new.title <> old.title and new.story is not null begin
    insert or ignore into changed_article
    select id from article where story = new.story and exists (select 1 from saved_search where depends & 32);
end;
create trigger feed_searches_update after update of title, name, folder, removed on feed begin
    update saved_search set outdated = 2 where depends & 4;
end;
create trigger article_label_searches_insert after insert on article_label begin
    insert or ignore into changed_article
    select new.article where exists (select 1 from saved_search where depends & 16);
end;
create trigger article_label_searches_delete after delete on article_label begin
    insert or ignore into changed_article
    select old.article where exists (select 1 from saved_search where depends & 16);
end;
create trigger feed_label_searches_insert after insert on feed_label begin
    update saved_search set outdated = 2 where depends & 16;
end;
create trigger feed_label_searches_delete after delete on feed_label begin
    update saved_search set outdated = 2 where depends & 16;
end;
create trigger label_searches_update after update of key on label begin
    update saved_search set outdated = 2 where depends & 16;
end;
create trigger entity_searches_update after update of kind on entity when new.kind <> old.kind begin
    update saved_search set outdated = 1 where depends & 2 and outdated = 0;
end;
create trigger entity_text_searches_insert after insert on entity_text begin
    update saved_search set outdated = 1 where depends & 2 and outdated = 0
    and exists (select 1 from appearance where entity = new.entity);
end;
create trigger entity_text_searches_delete after delete on entity_text begin
    update saved_search set outdated = 1 where depends & 2 and outdated = 0
    and exists (select 1 from appearance where entity = old.entity);
end;
"""

STEPS: tuple[tuple[str, str], ...] = (("saved searches", SAVED_SEARCHES),)
