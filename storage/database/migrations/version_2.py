"""Version 2: feeds and their lists, the texts of an article, undo of everything. Never edited."""

# Unsubscribing sets `removed`. The row and its entries stay, so no entry comes twice when the reader
# subscribes again. `title` is the feed's own title, `name` the one that the reader gave it. `digest` is
# that of the body read last, `every` the present interval in seconds.
FEEDS = """
create table feed (
    id integer primary key autoincrement,
    url text not null unique,
    title text not null,
    name text not null,
    site text not null,
    folder text not null,
    pages text not null,
    attributes text not null,
    added real not null,
    removed real,
    etag text not null default '',
    modified text not null default '',
    digest text not null default '',
    checked real,
    succeeded real,
    due real not null default 0,
    every real not null default 0,
    failures integer not null default 0,
    trouble text not null default '',
    failing_since real,
    gone integer not null default 0
) strict;
"""

# `canonical` is the address that identifies an article, "" if none does. `feed` is the feed whose entry the
# article's feed text comes from. `page_due` is when its page should be fetched, null for never.
# `alternative` holds the text that is not shown.
TEXTS = """
alter table article add column extent text not null default 'whole';
alter table article add column original_url text not null default '';
alter table article add column canonical text not null default '';
alter table article add column image text not null default '';
alter table article add column categories text not null default '[]';
alter table article add column enclosures text not null default '[]';
alter table article add column feed integer references feed;
alter table article add column page_due real;
alter table article add column page_tries integer not null default 0;
alter table article add column page_trouble text not null default '';
update article set canonical = url where url <> '';
create index article_canonical on article (canonical) where canonical <> '';
create index article_page on article (page_due) where page_due is not null;
drop index article_pending;
create index article_pending on article (id, page_due, page_tries, analysed) where analysed is null;

create table revision (
    id integer primary key,
    article integer not null references article on delete cascade,
    replaced real not null,
    title text not null,
    text text not null,
    spans text not null,
    provenance text not null
) strict;
create index revision_article on revision (article, id);

create table alternative (
    article integer primary key references article on delete cascade,
    provenance text not null,
    title text not null,
    byline text not null,
    text text not null,
    spans text not null,
    extent text not null,
    language text not null,
    stored real not null
) strict;
"""

# A `shared_address` is one that several entries of a feed have, so it identifies none of them. An entry is
# the occurrence of an article in a feed. The entry of a deleted article stays, without an article, so that
# the article does not come back with the next refresh. A feed has an article once. An article that a feed
# brought first has the scope "feed:" with the feed's number, and the key of the entry.
APPEARANCES = """
create table entry (
    feed integer not null references feed,
    key text not null,
    article integer references article on delete set null,
    url text not null,
    digest text not null,
    first_seen real not null,
    last_seen real not null,
    primary key (feed, key)
) strict, without rowid;
create unique index entry_article on entry (article, feed);
create index entry_url on entry (url, feed) where url <> '';
create table shared_address (
    feed integer not null references feed,
    url text not null,
    primary key (feed, url)
) strict, without rowid;
"""

# The same counts as before, with one statement for each article.
TALLIES = """
drop trigger article_tally_insert;
create trigger article_tally_insert after insert on article begin
    update tally set n = n + case name
        when 'articles' then 1
        when 'unread' then new.read_at is null
        when 'starred' then new.starred
        else new.analysed is null
    end;
end;
"""

# The full-text index becomes cheaper to write: only prefixes of two letters are slow to find without an
# index of their own, and segments are merged later.
SEARCH = """
drop trigger article_fts_insert;
drop trigger article_fts_delete;
drop trigger article_fts_update;
drop table article_word;
drop table article_fts;
create virtual table article_fts using fts5 (
    title, text, content = 'article', content_rowid = 'id',
    tokenize = 'unicode61 remove_diacritics 2', prefix = '2'
);
insert into article_fts (article_fts, rank) values ('rank', 'bm25(4.0, 1.0)');
insert into article_fts (article_fts, rank) values ('automerge', 8);
insert into article_fts (article_fts) values ('rebuild');
create virtual table article_word using fts5vocab ('article_fts', 'row');
create trigger article_fts_insert after insert on article begin
    insert into article_fts (rowid, title, text) values (new.id, new.title, new.text);
end;
create trigger article_fts_delete after delete on article begin
    insert into article_fts (article_fts, rowid, title, text)
    values ('delete', old.id, old.title, old.text);
end;
create trigger article_fts_update after update of title, text on article
when new.title <> old.title or new.text <> old.text begin
    insert into article_fts (article_fts, rowid, title, text)
    values ('delete', old.id, old.title, old.text);
    insert into article_fts (rowid, title, text) values (new.id, new.title, new.text);
end;
"""

# `deed` is the undo log. `subject` is a JSON array of the numbers of the changed articles or feeds;
# `before` and `after` (JSON) are their state, or the changed columns of each feed.
DEEDS = """
create table deed (
    id integer primary key,
    kind text not null,
    subject text not null,
    before text not null,
    after text not null,
    done real not null,
    undone integer not null default 0
) strict;
insert into deed (id, kind, subject, before, after, done, undone)
select id, mark, articles, json(1 - value), json(value), 0, undone from action;
drop table action;
"""

# A shelf is the list of the articles of one feed, or of one folder with all below it, in the order of the
# screen and with the columns that filter it. `feeds` is the number of its feeds that have the article.
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

STEPS = (
    ("feeds", FEEDS),
    ("texts", TEXTS),
    ("appearances", APPEARANCES),
    ("shelves", SHELVES),
    ("tallies", TALLIES),
    ("search", SEARCH),
    ("deeds", DEEDS),
)
