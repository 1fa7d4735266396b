"""Version 5: tables and columns under the terms of the field, deleted articles. Never edited."""

# SQLite adapts triggers, indexes and references itself. The undo log holds states of entities as JSON.
NAMES_OF_TABLES = """
alter table deed rename to undo_entry;
alter table memory rename to key_value;
alter table tally rename to counter;
alter table shelf rename to feed_list;
alter table shelved rename to feed_list_entry;
alter table feed_shelf rename to feed_list_feed;
alter table moved rename to reassignment;
alter table story_ruling rename to story_constraint;

alter table feed_list_entry rename column shelf to list;
alter table feed_list_feed rename column shelf to list;
alter table reassignment rename column deed to undo_entry;
alter table article rename column told to detected_language;
alter table article rename column seat to previous_story;
alter table entity rename column became to merged_into;
alter table story rename column became to merged_into;
alter table story rename column texts to distinct_texts;
alter table profile rename column sketch to minhash;
alter table link rename column kinship to relatedness;
alter table appearance rename column introduction to description;

update undo_entry set before = replace(before, '"became": ', '"merged_into": '),
    after = replace(after, '"became": ', '"merged_into": ')
where kind = 'names';
update counter set name = 'indexed' where name = 'linked';
"""

# SQLite cannot rename indexes and triggers. Those whose names have old words are made anew.
NAMES_OF_INDEXES = """
drop index feed_shelf_shelf;
create index feed_list_feed_list on feed_list_feed (list);
drop index entity_became;
create index entity_merged_into on entity (merged_into) where merged_into is not null;
drop index story_became;
create index story_merged_into on story (merged_into) where merged_into is not null;
drop index moved_entity;
create index reassignment_entity on reassignment (entity);
drop index moved_article;
create index reassignment_article on reassignment (article);
drop index story_ruling_b;
create index story_constraint_b on story_constraint (b);
"""
NAMES_OF_TRIGGERS = """
drop trigger article_tally_insert;
create trigger article_counter_insert after insert on article begin
    update counter set n = n + case name
        when 'articles' then 1
        when 'unread' then new.read_at is null
        when 'starred' then new.starred
        when 'pending' then new.analysed is null
        else 0
    end;
end;

drop trigger article_tally_delete;
create trigger article_counter_delete after delete on article begin
    update counter set n = n - 1 where name = 'articles';
    update counter set n = n - (old.read_at is null) where name = 'unread';
    update counter set n = n - old.starred where name = 'starred';
    update counter set n = n - (old.analysed is null) where name = 'pending';
end;

drop trigger article_tally_analysed;
create trigger article_counter_analysed after update of analysed on article begin
    update counter set n = n + (new.analysed is null) - (old.analysed is null) where name = 'pending';
end;

drop trigger article_tally_update;
create trigger article_counter_update after update of read_at, starred on article begin
    update counter set n = n + (new.read_at is null) - (old.read_at is null) where name = 'unread';
    update counter set n = n + new.starred - old.starred where name = 'starred';
end;

drop trigger article_shelved_delete;
create trigger article_feed_list_delete before delete on article begin
    delete from feed_list_entry where sort_at = old.sort_at and article = old.id and list in (
        select feed_list_feed.list from entry join feed_list_feed on feed_list_feed.feed = entry.feed
        where entry.article = old.id
    );
end;

drop trigger article_shelved_mark;
create trigger article_feed_list_update after update of read_at, starred on article begin
    update feed_list_entry set read_at = new.read_at, starred = new.starred
    where sort_at = old.sort_at and article = old.id and list in (
        select feed_list_feed.list from entry join feed_list_feed on feed_list_feed.feed = entry.feed
        where entry.article = old.id
    );
end;

drop trigger article_shelved_move;
create trigger article_feed_list_move after update of sort_at on article when new.sort_at <> old.sort_at begin
    update feed_list_entry set sort_at = new.sort_at
    where sort_at = old.sort_at and article = old.id and list in (
        select feed_list_feed.list from entry join feed_list_feed on feed_list_feed.feed = entry.feed
        where entry.article = old.id
    );
end;

drop trigger feed_shelf_insert;
create trigger feed_list_feed_insert after insert on feed_list_feed begin
    insert into feed_list_entry
    select new.list, article.sort_at, article.id, article.read_at, article.starred, 1
    from entry join article on article.id = entry.article where entry.feed = new.feed
    on conflict do update set feeds = feeds + 1;
end;

drop trigger feed_shelf_delete;
create trigger feed_list_feed_delete after delete on feed_list_feed begin
    update feed_list_entry set feeds = feeds - 1 where list = old.list and (sort_at, article) in (
        select article.sort_at, article.id from entry join article on article.id = entry.article
        where entry.feed = old.feed
    );
    delete from feed_list_entry where list = old.list and feeds = 0;
end;

drop trigger shelved_insert;
create trigger feed_list_entry_insert after insert on feed_list_entry begin
    update feed_list set articles = articles + 1, unread = unread + (new.read_at is null) where id = new.list;
end;

drop trigger shelved_delete;
create trigger feed_list_entry_delete after delete on feed_list_entry begin
    update feed_list set articles = articles - 1, unread = unread - (old.read_at is null) where id = old.list;
end;

drop trigger shelved_mark;
create trigger feed_list_entry_update after update of read_at on feed_list_entry
when (new.read_at is null) <> (old.read_at is null) begin
    update feed_list set unread = unread + (new.read_at is null) - (old.read_at is null) where id = new.list;
end;
"""

# `content` is a JSON object with the rows of a deleted article, from which undo restores it. After 30 days
# it is null, and only the identity stays. A migration that renames columns of these rows must rename the
# keys in it. An entry of a deleted article has no `article`; `deleted_article` is the number that the
# article had.
DELETED_ARTICLES = """
create table deleted_article (
    id integer primary key,
    scope text not null,
    key text not null,
    canonical text not null,
    deleted real not null,
    content text
) strict;
create index deleted_article_key on deleted_article (scope, key);
create index deleted_article_canonical on deleted_article (canonical) where canonical <> '';
create index deleted_article_content on deleted_article (deleted) where content is not null;

alter table entry add column deleted_article integer;
create index entry_deleted_article on entry (deleted_article) where deleted_article is not null;
"""

# `sentences` has the terms of an article's sentences. It is null where the article was analysed before this
# version: the next analysis fills it.
SENTENCES = """
create table sentence_index (
    article integer primary key references article on delete cascade,
    sentences blob
) strict;
create index sentence_index_missing on sentence_index (article) where sentences is null;
insert into sentence_index select id, null from article where analysed is not null;
"""

# An entity without articles stays while undo or redo of a correction may need it: as what a mention meant
# before, or as what it means afterwards. `kept_entity` has those of mentions in deleted articles. While all
# names are resolved anew, an entity up to the stored number stays too: its number will lead to another one.
KEPT_ENTITIES = """
create table kept_entity (
    entity integer not null references entity on delete cascade,
    undo_entry integer not null references undo_entry on delete cascade,
    primary key (entity, undo_entry)
) strict, without rowid;
create index kept_entity_undo_entry on kept_entity (undo_entry);
create index reassignment_target on reassignment (target);
drop trigger appearance_delete;
create trigger appearance_delete after delete on appearance begin
    update entity set articles = articles - 1, mentions = mentions - old.mentions where id = old.entity;
    delete from entity where id = old.entity and articles = 0 and merged_into is null
    and not exists (select 1 from reassignment where reassignment.entity = old.entity)
    and not exists (select 1 from reassignment where reassignment.target = old.entity)
    and not exists (select 1 from kept_entity where kept_entity.entity = old.entity)
    and not exists (select 1 from key_value where key = 'previous entities up to'
        and cast(value as integer) >= old.entity);
end;
"""

# Names and links are of the words and the date that the article had when it was analysed.
CHANGED_ARTICLES = """
create trigger article_changed after update of title, text, published, language on article
when new.title <> old.title or new.text <> old.text or new.published is not old.published
or new.language <> old.language begin
    delete from mention where article = new.id;
    delete from appearance where article = new.id;
    delete from link where a = new.id or b = new.id;
    delete from sentence_index where article = new.id and new.text <> old.text;
end;
"""

STEPS = (
    ("names of tables", NAMES_OF_TABLES),
    ("names of indexes", NAMES_OF_INDEXES),
    ("names of triggers", NAMES_OF_TRIGGERS),
    ("kept entities", KEPT_ENTITIES),
    ("deleted articles", DELETED_ARTICLES),
    ("sentences", SENTENCES),
    ("changed articles", CHANGED_ARTICLES),
)
