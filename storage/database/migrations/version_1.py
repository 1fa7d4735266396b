"""Version 1: articles, names, links and the key-value store. Never edited."""

# `scope` and `key` together identify an article. `sort_at` is when it was published or, if undated, when it
# arrived. A number is never used again, because the undo log names articles by it. `analysed` is null until
# the present text is analysed.
ARTICLES = """
create table article (
    id integer primary key autoincrement,
    scope text not null,
    key text not null,
    digest text not null,
    title text not null,
    source text not null,
    published text,
    sort_at real not null,
    read_at real,
    starred integer not null default 0,
    analysed real,
    added real not null,
    url text not null,
    byline text not null,
    language text not null,
    provenance text not null,
    origin text not null,
    position integer not null default 0,
    spans text not null,
    text text not null,
    unique (scope, key)
) strict;
create index article_order on article (sort_at desc, id desc, read_at, starred);
create index article_pending on article (id) where analysed is null;
create index article_read on article (read_at) where read_at is not null;

create table tally (name text primary key, n integer not null) strict, without rowid;
insert into tally values ('articles', 0), ('unread', 0), ('starred', 0), ('pending', 0);
create trigger article_tally_insert after insert on article begin
    update tally set n = n + 1 where name = 'articles';
    update tally set n = n + (new.read_at is null) where name = 'unread';
    update tally set n = n + new.starred where name = 'starred';
    update tally set n = n + (new.analysed is null) where name = 'pending';
end;
create trigger article_tally_delete after delete on article begin
    update tally set n = n - 1 where name = 'articles';
    update tally set n = n - (old.read_at is null) where name = 'unread';
    update tally set n = n - old.starred where name = 'starred';
    update tally set n = n - (old.analysed is null) where name = 'pending';
end;
create trigger article_tally_analysed after update of analysed on article begin
    update tally set n = n + (new.analysed is null) - (old.analysed is null) where name = 'pending';
end;
create trigger article_tally_update after update of read_at, starred on article begin
    update tally set n = n + (new.read_at is null) - (old.read_at is null) where name = 'unread';
    update tally set n = n + new.starred - old.starred where name = 'starred';
end;

create virtual table article_fts using fts5 (
    title, text, content = 'article', content_rowid = 'id',
    tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);
insert into article_fts (article_fts, rank) values ('rank', 'bm25(4.0, 1.0)');
create virtual table article_word using fts5vocab ('article_fts', 'row');
create trigger article_fts_insert after insert on article begin
    insert into article_fts (rowid, title, text) values (new.id, new.title, new.text);
end;
create trigger article_fts_delete after delete on article begin
    insert into article_fts (article_fts, rowid, title, text)
    values ('delete', old.id, old.title, old.text);
end;
create trigger article_fts_update after update of title, text on article begin
    insert into article_fts (article_fts, rowid, title, text)
    values ('delete', old.id, old.title, old.text);
    insert into article_fts (rowid, title, text) values (new.id, new.title, new.text);
end;
"""

# A mention belongs to the appearance of an entity in an article. Triggers keep the counts and delete an
# entity or spelling with its last mention.
NAMES = """
create table entity (
    id integer primary key,
    name text not null,
    kind text not null,
    articles integer not null default 0,
    mentions integer not null default 0
) strict;
create index entity_order on entity (articles desc, mentions desc, id);

create table alias (
    key text not null,
    entity integer not null references entity on delete cascade,
    primary key (key, entity)
) strict, without rowid;
create index alias_entity on alias (entity);

create table spelling (
    entity integer not null references entity on delete cascade,
    text text not null,
    kind text not null,
    mentions integer not null,
    primary key (entity, text, kind)
) strict, without rowid;

create table appearance (
    article integer not null references article on delete cascade,
    entity integer not null references entity on delete cascade,
    sort_at real not null,
    day integer,
    mentions integer not null,
    weight real not null,
    primary key (article, entity)
) strict, without rowid;
create index appearance_entity on appearance (entity, sort_at desc, article desc, day, mentions);

create table mention (
    article integer not null,
    field text not null,
    start integer not null,
    "end" integer not null,
    entity integer not null,
    kind text not null,
    confidence real not null,
    spelling text not null,
    primary key (article, field, start),
    foreign key (article, entity) references appearance on delete cascade
) strict, without rowid;
create index mention_appearance on mention (article, entity);

create trigger appearance_insert after insert on appearance begin
    update entity set articles = articles + 1, mentions = mentions + new.mentions
    where id = new.entity;
end;
create trigger appearance_delete after delete on appearance begin
    update entity set articles = articles - 1, mentions = mentions - old.mentions
    where id = old.entity;
    delete from entity where id = old.entity and articles = 0;
end;
create trigger mention_insert after insert on mention begin
    insert into spelling (entity, text, kind, mentions) values (new.entity, new.spelling, new.kind, 1)
    on conflict do update set mentions = mentions + 1;
end;
create trigger mention_delete after delete on mention begin
    update spelling set mentions = mentions - 1
    where entity = old.entity and text = old.spelling and kind = old.kind;
    delete from spelling
    where entity = old.entity and text = old.spelling and kind = old.kind and mentions = 0;
end;
"""

# A pair is stored once; `a` is the smaller number.
LINKS = """
create table link (
    a integer not null references article on delete cascade,
    b integer not null references article on delete cascade,
    kind text not null,
    score real not null,
    reason text not null,
    evidence text not null,
    primary key (a, b),
    check (a < b)
) strict, without rowid;
create index link_b on link (b);
"""

# `action` is the undo log: articles (a JSON array of numbers) whose `mark` was set to `value`.
MEMORY = """
create table action (
    id integer primary key,
    mark text not null,
    value integer not null,
    articles text not null,
    undone integer not null default 0
) strict;
create table memory (key text primary key, value text not null) strict, without rowid;
"""

STEPS = (("articles", ARTICLES), ("names", NAMES), ("links", LINKS), ("memory", MEMORY))
