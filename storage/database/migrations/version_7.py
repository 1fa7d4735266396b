"""Version 7: what the judgement of names, stories and news stores."""

# The next analysis indexes the sentences of all articles in the present form. In stories these are `encoded`
# too: they have vectors, if there are any in their language.
SENTENCE_INDEXES = """
alter table sentence_index add column encoded integer not null default 0;
update sentence_index set sentences = null;
"""

# What an article repeats of its source: `hashes` has those of its sentences and of their templates, `known`
# those of its boilerplate, as uint32. `sentences` and `names` are places in its text, as JSON arrays of
# [start, end]. Articles that were analysed before are `outdated`: the next analysis finds their boilerplate.
BOILERPLATE = """
create table boilerplate (
    article integer primary key references article on delete cascade,
    source text not null,
    hashes blob not null,
    known blob not null,
    sentences text not null,
    names text not null,
    outdated integer not null default 0
) strict;
create index boilerplate_source on boilerplate (source, article);
create index boilerplate_outdated on boilerplate (article) where outdated;
insert into boilerplate
select id, source, x'', x'', '[]', '[]', 1 from article where analysed is not null and source <> ''
order by id desc limit 2000;
create trigger boilerplate_changed after update of text on article when new.text <> old.text begin
    delete from boilerplate where article = new.id;
end;
"""

# Whether the zone of `published` is not certain.
APPROXIMATE_DATES = "alter table article add column approximate_date integer not null default 0;"

# The servers that asked for a pause, by host and port, and when it ends (Unix seconds).
SERVER_PAUSES = """
create table server_pause (
    server text primary key,
    until real not null
) strict, without rowid;
"""

# The blocks of the pages of a host: `blocks` has their hashes in order, `judged` those that were looked for
# as furniture in this page, as uint32; `title` is the hash of its title.
PAGE_BLOCKS = """
create table page_blocks (
    article integer primary key references article on delete cascade,
    host text not null,
    title integer not null,
    blocks blob not null,
    judged blob not null
) strict;
create index page_blocks_host on page_blocks (host, article);
"""

# The articles that came into a story, where sentences may have to be encoded since. In a trigger, "or ignore"
# would give way to what the statement says that the trigger follows.
STORY_NEWCOMERS = """
create table story_newcomer (
    article integer primary key references article on delete cascade
) strict;
create trigger story_newcomer_update after update of story, copy_of on article
when new.story is not null and (new.story is not old.story or new.copy_of is not old.copy_of) begin
    insert into story_newcomer select new.id where new.id not in (select article from story_newcomer);
end;
"""

STEPS: tuple[tuple[str, str], ...] = (
    ("sentence indexes", SENTENCE_INDEXES),
    ("boilerplate", BOILERPLATE),
    ("approximate dates", APPROXIMATE_DATES),
    ("server pauses", SERVER_PAUSES),
    ("page blocks", PAGE_BLOCKS),
    ("story newcomers", STORY_NEWCOMERS),
)
