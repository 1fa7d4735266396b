"""Version 6: what queries and orders of lists need."""

# Words of scripts without spaces between words are indexed as pairs of characters, as `bigrams` and
# `with_bigrams` return them (storage/text/bigrams.py).
#
# The main index has a run of such characters as one word. `bigram_fts` has the articles with such runs.
BIGRAMS = """
create virtual table bigram_fts using fts5 (
    title, text, content = '', tokenize = "unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'"
);
insert into bigram_fts (bigram_fts, rank) values ('rank', 'bm25(4.0, 1.0)');
insert into bigram_fts (rowid, title, text)
select id, bigrams(title), bigrams(text) from article where bigrams(title) <> '' or bigrams(text) <> '';
create trigger bigram_fts_insert after insert on article
when bigrams(new.title) <> '' or bigrams(new.text) <> '' begin
    insert into bigram_fts (rowid, title, text) values (new.id, bigrams(new.title), bigrams(new.text));
end;
create trigger bigram_fts_delete after delete on article
when bigrams(old.title) <> '' or bigrams(old.text) <> '' begin
    insert into bigram_fts (bigram_fts, rowid, title, text)
    values ('delete', old.id, bigrams(old.title), bigrams(old.text));
end;
create trigger bigram_fts_update_before before update of title, text on article
when (new.title <> old.title or new.text <> old.text)
and (bigrams(old.title) <> '' or bigrams(old.text) <> '') begin
    insert into bigram_fts (bigram_fts, rowid, title, text)
    values ('delete', old.id, bigrams(old.title), bigrams(old.text));
end;
create trigger bigram_fts_update_after after update of title, text on article
when (new.title <> old.title or new.text <> old.text)
and (bigrams(new.title) <> '' or bigrams(new.text) <> '') begin
    insert into bigram_fts (rowid, title, text) values (new.id, bigrams(new.title), bigrams(new.text));
end;
"""

# The words of sources and bylines.
CREDITS = """
create virtual table credit_fts using fts5 (
    source, byline, content = '', tokenize = "unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'"
);
insert into credit_fts (rowid, source, byline)
select id, with_bigrams(source), with_bigrams(byline) from article;
create trigger credit_fts_insert after insert on article begin
    insert into credit_fts (rowid, source, byline)
    values (new.id, with_bigrams(new.source), with_bigrams(new.byline));
end;
create trigger credit_fts_delete after delete on article begin
    insert into credit_fts (credit_fts, rowid, source, byline)
    values ('delete', old.id, with_bigrams(old.source), with_bigrams(old.byline));
end;
create trigger credit_fts_update after update of source, byline on article
when new.source <> old.source or new.byline <> old.byline begin
    insert into credit_fts (credit_fts, rowid, source, byline)
    values ('delete', old.id, with_bigrams(old.source), with_bigrams(old.byline));
    insert into credit_fts (rowid, source, byline)
    values (new.id, with_bigrams(new.source), with_bigrams(new.byline));
end;
"""

# The words of every way in which an entity is written.
ENTITY_TEXTS = """
create table entity_text (
    id integer primary key,
    entity integer not null references entity on delete cascade,
    text text not null,
    unique (entity, text)
) strict;
create virtual table entity_text_fts using fts5 (
    text, content = '', tokenize = "unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'"
);
create trigger entity_text_insert after insert on entity_text begin
    insert into entity_text_fts (rowid, text) values (new.id, with_bigrams(new.text));
end;
create trigger entity_text_delete after delete on entity_text begin
    insert into entity_text_fts (entity_text_fts, rowid, text)
    values ('delete', old.id, with_bigrams(old.text));
end;
insert into entity_text (entity, text)
select id, name from entity union select entity, text from spelling order by 1, 2;

create trigger entity_text_name_insert after insert on entity begin
    insert into entity_text (entity, text) values (new.id, new.name) on conflict do nothing;
end;
create trigger entity_text_name_update after update of name on entity when new.name <> old.name begin
    insert into entity_text (entity, text) values (new.id, new.name) on conflict do nothing;
    delete from entity_text where entity = old.id and text = old.name
    and not exists (select 1 from spelling where entity = old.id and text = old.name);
end;
create trigger entity_text_spelling_insert after insert on spelling begin
    insert into entity_text (entity, text) values (new.entity, new.text) on conflict do nothing;
end;
create trigger entity_text_spelling_delete after delete on spelling begin
    delete from entity_text where entity = old.entity and text = old.text
    and not exists (select 1 from spelling where entity = old.entity and text = old.text)
    and not exists (select 1 from entity where id = old.entity and name = old.text);
end;
"""

# What queries ask of an article and lists are ordered by, in a short row: to read it from the article itself
# would mean to read past its text. Triggers keep it. `story` is 0 without a story; `story_at` is the time of
# the story, or else of the article. `links` is the number of links that have evidence. `language` is the
# first part of the language tag. `page` says that the text of the page is stored, shown or not.
FACETS = """
create table facet (
    article integer primary key references article on delete cascade,
    sort_at real not null,
    read_at real,
    starred integer not null,
    hidden integer not null,
    copy integer not null,
    story integer not null,
    story_at real not null,
    source text not null collate nocase,
    language text not null,
    cut integer not null,
    enclosure integer not null,
    page integer not null,
    links integer not null
) strict;
create index alternative_page on alternative (article) where provenance = 'page';
create index story_headline on story (headline) where headline is not null;
create view article_facet as
select article.id as article, article.sort_at, article.read_at, article.starred,
    article.hidden_until is not null as hidden, article.copy_of is not null as copy,
    coalesce(article.story, 0) as story, coalesce(story.sort_at, article.sort_at) as story_at,
    article.source, lower(substr(tag, 1, instr(replace(replace(replace(replace(
        tag, '_', '-'), ',', '-'), ';', '-'), ' ', '-') || '-', '-') - 1)) as language,
    article.extent <> 'whole' as cut, article.enclosures <> '[]' as enclosure,
    article.provenance = 'page' or exists (
        select 1 from alternative where alternative.article = article.id and alternative.provenance = 'page'
    ) as page
from (select *, trim(coalesce(nullif(detected_language, ''), language)) as tag from article) as article
left join story on story.id = article.story;

insert into facet
select article_facet.*, coalesce(n, 0) from article_facet left join (
    select article, count(*) as n from (
        select a as article from link where evidence <> '' union all
        select b from link where evidence <> ''
    ) group by article
) as linked on linked.article = article_facet.article;
create index facet_date on facet (sort_at desc, article desc);
create index facet_source on facet (source, sort_at desc, article desc);
create index facet_story on facet (story_at desc, story desc, sort_at desc, article desc);

create trigger facet_insert after insert on article begin
    insert into facet select *, 0 from article_facet where article = new.id;
end;
create trigger facet_state after update of read_at, starred, hidden_until, copy_of on article begin
    update facet set read_at = new.read_at, starred = new.starred, hidden = new.hidden_until is not null,
        copy = new.copy_of is not null
    where article = new.id;
end;
create trigger facet_place after update of sort_at, source, story on article
when new.sort_at <> old.sort_at or new.source <> old.source or new.story is not old.story begin
    update facet set (sort_at, source, story, story_at) = (
        select sort_at, source, story, story_at from article_facet where article = new.id
    ) where article = new.id;
end;
create trigger facet_text after update of
language, detected_language, extent, enclosures, provenance on article begin
    update facet set (language, cut, enclosure, page) = (
        select language, cut, enclosure, page from article_facet where article = new.id
    ) where article = new.id;
end;
create trigger facet_page_insert after insert on alternative begin
    update facet set page = (select page from article_facet where article = new.article)
    where article = new.article;
end;
create trigger facet_page_update after update of provenance on alternative begin
    update facet set page = (select page from article_facet where article = new.article)
    where article = new.article;
end;
create trigger facet_page_delete after delete on alternative begin
    update facet set page = (select page from article_facet where article = old.article)
    where article = old.article;
end;
create trigger facet_story_time after update of sort_at on story when new.sort_at <> old.sort_at begin
    update facet set story_at = new.sort_at where article in (select id from article where story = new.id);
end;
create trigger facet_link_insert after insert on link when new.evidence <> '' begin
    update facet set links = links + 1 where article in (new.a, new.b);
end;
create trigger facet_link_delete after delete on link when old.evidence <> '' begin
    update facet set links = links - 1 where article in (old.a, old.b);
end;
"""

# Unread articles of stories of which something was read: those with `news` say what the read articles do not.
# It has to be found out again for one that is not `settled`; triggers say when. Of what was read, nothing is
# new.
NOVELTY = """
create table novelty (
    article integer primary key references article on delete cascade,
    news integer not null default 0,
    settled integer not null default 0
) strict;
create index novelty_news on novelty (article) where news;
create index novelty_unsettled on novelty (article) where not settled;
create trigger novelty_read after update of read_at on article
when (new.read_at is null) <> (old.read_at is null) and new.story is not null begin
    update novelty set settled = 1 where article = new.id;
    insert into novelty (article)
    select id from article where story = new.story and read_at is null
    on conflict do update set settled = 0;
end;
create trigger novelty_story after update of story, copy_of on article
when new.story is not old.story or new.copy_of is not old.copy_of begin
    insert into novelty (article)
    select id from article where story in (old.story, new.story) and read_at is null
    and (id = new.id or new.read_at is not null)
    and exists (select 1 from article other where other.story = article.story and other.read_at is not null)
    on conflict do update set settled = 0;
    update novelty set settled = 0 where article = new.id and new.read_at is null;
end;
create trigger novelty_sentences_insert after insert on sentence_index begin
    update novelty set settled = 0 where article in (
        select other.id from article join article other on other.story = article.story
        where article.id = new.article and other.read_at is null
    );
end;
create trigger novelty_sentences_update after update of sentences on sentence_index begin
    update novelty set settled = 0 where article in (
        select other.id from article join article other on other.story = article.story
        where article.id = new.article and other.read_at is null
    );
end;
insert into novelty (article)
select id from article
where read_at is null and story in (select story from article where read_at is not null);
"""

STEPS = (
    ("bigrams", BIGRAMS),
    ("credits", CREDITS),
    ("entity texts", ENTITY_TEXTS),
    ("facets", FACETS),
    ("novelty", NOVELTY),
)
