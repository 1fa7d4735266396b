"""Version 4: new links in place of those of version 1, and stories. Never edited."""

# A profile is what comparisons need of an article. The postings are an index over profiles: for a term, in
# blocks of 4,096 articles, 32 bits for each article that has it, of which the lowest four are a weight.
# A deleted article takes its entries with it. `term.articles` includes the shipped background.
#
# A pair is stored once; `a` is the smaller number. `evidence` is "" if none was gathered. A pair is the
# same story if both articles are in one, which is not stored here. A story that was merged into another
# stays, with the pair of articles that linked them, so its number still leads to the other. A story of one
# article is not shown; its number waits for other articles. `texts` is the number of its articles without
# copies: a story with one text is not listed.
#
# `seat` is the story of an article before all articles are analysed again, by which stories keep their
# numbers. `copy_of` is the article that is shown for a group of copies. All articles wait for analysis.
STORIES = """
drop table link;

create table term (
    id integer primary key,
    text text not null unique,
    articles integer not null
) strict;
create table posting (
    term integer not null,
    block integer not null,
    entries blob not null,
    primary key (term, block)
) strict, without rowid;
create table profile (
    article integer primary key references article on delete cascade,
    day integer,
    seconds real,
    terms blob not null,
    sketch blob not null
) strict;

create table link (
    a integer not null references article on delete cascade,
    b integer not null references article on delete cascade,
    likelihood real not null,
    kinship real not null,
    overlap real not null,
    evidence text not null,
    primary key (a, b),
    check (a < b)
) strict, without rowid;
create index link_b on link (b);

create table story (
    id integer primary key autoincrement,
    headline integer,
    articles integer not null default 0,
    texts integer not null default 0,
    sources integer not null default 0,
    first real,
    last real,
    sort_at real not null default 0,
    became integer references story,
    by_a integer,
    by_b integer
) strict;
create index story_order on story (sort_at desc, id desc) where texts > 1;
create index story_became on story (became) where became is not null;

create table story_ruling (
    a integer not null references article on delete cascade,
    b integer not null references article on delete cascade,
    together integer not null,
    primary key (a, b),
    check (a < b)
) strict, without rowid;
create index story_ruling_b on story_ruling (b);

alter table article add column story integer references story;
alter table article add column seat integer references story;
alter table article add column copy_of integer references article on delete set null;
create index article_story on article (story, sort_at desc, id desc, read_at, copy_of)
where story is not null;
create index article_copies on article (copy_of, read_at) where copy_of is not null;
drop index article_order;
create index article_order on article (sort_at desc, id desc, read_at, starred, copy_of, story);

insert into tally values ('linked', 0), ('copies', 0), ('unread copies', 0);
drop trigger article_tally_insert;
create trigger article_tally_insert after insert on article begin
    update tally set n = n + case name
        when 'articles' then 1
        when 'unread' then new.read_at is null
        when 'starred' then new.starred
        when 'pending' then new.analysed is null
        else 0
    end;
end;
create trigger article_copies_update after update of copy_of, read_at on article
when new.copy_of is not null or old.copy_of is not null begin
    update tally set n = n + (new.copy_of is not null) - (old.copy_of is not null) where name = 'copies';
    update tally set n = n + (new.copy_of is not null and new.read_at is null)
        - (old.copy_of is not null and old.read_at is null) where name = 'unread copies';
end;
create trigger article_copies_delete after delete on article when old.copy_of is not null begin
    update tally set n = n - 1 where name = 'copies';
    update tally set n = n - (old.read_at is null) where name = 'unread copies';
end;

update article set analysed = null;
"""

STEPS = (("stories", STORIES),)
