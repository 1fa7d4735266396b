"""What version 2 of a desk file adds: the lists of feeds and folders. Never edited."""

# A shelf is the list of the articles of one feed, or of one folder with all below it, in the order in which
# it is shown and with the marks by which it is filtered. `feeds` counts those that bring an article there.
# Triggers keep rows and counts.
SHELVES = """
create table shelf (
    id integer primary key,
    feed integer unique references feed,
    folder text unique,
    articles integer not null default 0,
    unread integer not null default 0,
    check ((feed is null) <> (folder is null))
) strict;
create table feed_shelf (
    feed integer not null references feed,
    shelf integer not null references shelf,
    primary key (feed, shelf)
) strict, without rowid;
create index feed_shelf_shelf on feed_shelf (shelf);
create table shelved (
    shelf integer not null,
    sort_at real not null,
    article integer not null,
    read_at real,
    starred integer not null,
    feeds integer not null,
    primary key (shelf, sort_at desc, article desc)
) strict, without rowid;

create trigger feed_insert after insert on feed begin
    insert into shelf (feed) values (new.id);
    insert into feed_shelf select new.id, id from shelf where feed = new.id;
end;
create trigger feed_shelf_insert after insert on feed_shelf begin
    insert into shelved
    select new.shelf, article.sort_at, article.id, article.read_at, article.starred, 1
    from entry join article on article.id = entry.article where entry.feed = new.feed
    on conflict do update set feeds = feeds + 1;
end;
create trigger feed_shelf_delete after delete on feed_shelf begin
    update shelved set feeds = feeds - 1 where shelf = old.shelf and (sort_at, article) in (
        select article.sort_at, article.id from entry join article on article.id = entry.article
        where entry.feed = old.feed
    );
    delete from shelved where shelf = old.shelf and feeds = 0;
end;

create trigger entry_insert after insert on entry when new.article is not null begin
    insert into shelved
    select feed_shelf.shelf, article.sort_at, article.id, article.read_at, article.starred, 1
    from feed_shelf join article on article.id = new.article where feed_shelf.feed = new.feed
    on conflict do update set feeds = feeds + 1;
end;
create trigger entry_delete after delete on entry when old.article is not null begin
    update shelved set feeds = feeds - 1
    where article = old.article and sort_at = (select sort_at from article where id = old.article)
    and shelf in (select shelf from feed_shelf where feed = old.feed);
    delete from shelved
    where article = old.article and sort_at = (select sort_at from article where id = old.article)
    and shelf in (select shelf from feed_shelf where feed = old.feed) and feeds = 0;
end;

create trigger entry_key after update of key on entry when new.article is not null begin
    update article set key = new.key where id = new.article and scope = 'feed:' || new.feed;
end;

create trigger article_shelved_delete before delete on article begin
    delete from shelved where sort_at = old.sort_at and article = old.id and shelf in (
        select feed_shelf.shelf from entry join feed_shelf on feed_shelf.feed = entry.feed
        where entry.article = old.id
    );
end;
create trigger article_shelved_mark after update of read_at, starred on article begin
    update shelved set read_at = new.read_at, starred = new.starred
    where sort_at = old.sort_at and article = old.id and shelf in (
        select feed_shelf.shelf from entry join feed_shelf on feed_shelf.feed = entry.feed
        where entry.article = old.id
    );
end;
create trigger article_shelved_move after update of sort_at on article when new.sort_at <> old.sort_at begin
    update shelved set sort_at = new.sort_at
    where sort_at = old.sort_at and article = old.id and shelf in (
        select feed_shelf.shelf from entry join feed_shelf on feed_shelf.feed = entry.feed
        where entry.article = old.id
    );
end;

create trigger shelved_insert after insert on shelved begin
    update shelf set articles = articles + 1, unread = unread + (new.read_at is null) where id = new.shelf;
end;
create trigger shelved_delete after delete on shelved begin
    update shelf set articles = articles - 1, unread = unread - (old.read_at is null) where id = old.shelf;
end;
create trigger shelved_mark after update of read_at on shelved
when (new.read_at is null) <> (old.read_at is null) begin
    update shelf set unread = unread + (new.read_at is null) - (old.read_at is null) where id = new.shelf;
end;
"""
