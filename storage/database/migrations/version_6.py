"""Version 6: what the reading room stores."""

from storage.database.migrations import version_6_queries, version_6_rules, version_6_searches

# An article with `hidden_until` (Unix seconds) is hidden until then; it is in no list and no count. `hidden`
# in the lists of feeds and of names says the same of the row of one article. The counters "unread",
# "starred", "copies" and "unread copies" leave hidden articles out; "articles" and "pending" do not.
HIDDEN_ARTICLES = """
alter table article add column hidden_until real;
create index article_hidden on article (hidden_until) where hidden_until is not null;
drop index article_order;
create index article_order on article
(sort_at desc, id desc, read_at, starred, copy_of, story, hidden_until);
drop index article_story;
create index article_story on article (story, sort_at desc, id desc, read_at, copy_of, hidden_until)
where story is not null;
drop index article_copies;
create index article_copies on article (copy_of, read_at, hidden_until) where copy_of is not null;

insert into counter values ('hidden', 0);
drop trigger article_counter_insert;
create trigger article_counter_insert after insert on article begin
    update counter set n = n + case name
        when 'articles' then 1
        when 'unread' then new.read_at is null and new.hidden_until is null
        when 'starred' then new.starred and new.hidden_until is null
        when 'pending' then new.analysed is null
        when 'hidden' then new.hidden_until is not null
        else 0
    end;
end;
drop trigger article_counter_delete;
create trigger article_counter_delete after delete on article begin
    update counter set n = n - case name
        when 'articles' then 1
        when 'unread' then old.read_at is null and old.hidden_until is null
        when 'starred' then old.starred and old.hidden_until is null
        when 'pending' then old.analysed is null
        when 'hidden' then old.hidden_until is not null
        else 0
    end;
end;
drop trigger article_counter_update;
create trigger article_counter_update after update of read_at, starred, hidden_until on article begin
    update counter set n = n + (new.read_at is null and new.hidden_until is null)
        - (old.read_at is null and old.hidden_until is null) where name = 'unread';
    update counter set n = n + (new.starred and new.hidden_until is null)
        - (old.starred and old.hidden_until is null) where name = 'starred';
end;
create trigger article_counter_hidden after update of hidden_until on article
when (new.hidden_until is null) <> (old.hidden_until is null) begin
    update counter set n = n + (new.hidden_until is not null) - (old.hidden_until is not null)
    where name = 'hidden';
end;
drop trigger article_copies_update;
create trigger article_copies_update after update of copy_of, read_at, hidden_until on article
when new.copy_of is not null or old.copy_of is not null begin
    update counter set n = n + (new.copy_of is not null and new.hidden_until is null)
        - (old.copy_of is not null and old.hidden_until is null) where name = 'copies';
    update counter set n = n + (new.copy_of is not null and new.read_at is null and new.hidden_until is null)
        - (old.copy_of is not null and old.read_at is null and old.hidden_until is null)
    where name = 'unread copies';
end;
drop trigger article_copies_delete;
create trigger article_copies_delete after delete on article
when old.copy_of is not null and old.hidden_until is null begin
    update counter set n = n - 1 where name = 'copies';
    update counter set n = n - (old.read_at is null) where name = 'unread copies';
end;
"""

HIDDEN_IN_FEED_LISTS = """
alter table feed_list_entry add column hidden integer not null default 0;
drop trigger feed_list_feed_insert;
create trigger feed_list_feed_insert after insert on feed_list_feed begin
    insert into feed_list_entry (list, sort_at, article, read_at, starred, feeds, hidden)
    select new.list, article.sort_at, article.id, article.read_at, article.starred, 1,
        article.hidden_until is not null
    from entry join article on article.id = entry.article where entry.feed = new.feed
    on conflict do update set feeds = feeds + 1;
end;
drop trigger entry_insert;
create trigger entry_insert after insert on entry when new.article is not null begin
    insert into feed_list_entry (list, sort_at, article, read_at, starred, feeds, hidden)
    select feed_list_feed.list, article.sort_at, article.id, article.read_at, article.starred, 1,
        article.hidden_until is not null
    from feed_list_feed join article on article.id = new.article where feed_list_feed.feed = new.feed
    on conflict do update set feeds = feeds + 1;
end;
drop trigger article_feed_list_update;
create trigger article_feed_list_update after update of read_at, starred, hidden_until on article begin
    update feed_list_entry
    set read_at = new.read_at, starred = new.starred, hidden = new.hidden_until is not null
    where sort_at = old.sort_at and article = old.id and list in (
        select feed_list_feed.list from entry join feed_list_feed on feed_list_feed.feed = entry.feed
        where entry.article = old.id
    );
end;
drop trigger feed_list_entry_insert;
create trigger feed_list_entry_insert after insert on feed_list_entry when not new.hidden begin
    update feed_list set articles = articles + 1, unread = unread + (new.read_at is null) where id = new.list;
end;
drop trigger feed_list_entry_delete;
create trigger feed_list_entry_delete after delete on feed_list_entry when not old.hidden begin
    update feed_list set articles = articles - 1, unread = unread - (old.read_at is null) where id = old.list;
end;
drop trigger feed_list_entry_update;
create trigger feed_list_entry_update after update of read_at, hidden on feed_list_entry
when (new.read_at is null) <> (old.read_at is null) or new.hidden <> old.hidden begin
    update feed_list set articles = articles - new.hidden + old.hidden,
        unread = unread + (new.read_at is null and not new.hidden) - (old.read_at is null and not old.hidden)
    where id = new.list;
end;
"""

# `articles` of an entity includes hidden ones, on which the analysis of other articles may rest.
HIDDEN_IN_NAMES = """
alter table entity add column hidden integer not null default 0;
alter table appearance add column hidden integer not null default 0;
drop index entity_order;
create index entity_order on entity (articles desc, mentions desc, id, hidden);
drop index appearance_entity;
create index appearance_entity on appearance (entity, sort_at desc, article desc, hidden);
create trigger appearance_hidden_insert after insert on appearance begin
    update appearance set hidden = 1 where article = new.article and entity = new.entity and not new.hidden
    and exists (select 1 from article where id = new.article and hidden_until is not null);
end;
create trigger appearance_hidden_update after update of hidden on appearance
when new.hidden <> old.hidden begin
    update entity set hidden = hidden + new.hidden - old.hidden where id = new.entity;
end;
create trigger appearance_hidden_delete before delete on appearance when old.hidden begin
    update entity set hidden = hidden - 1 where id = old.entity;
end;
create trigger article_appearance_hidden after update of hidden_until on article
when (new.hidden_until is null) <> (old.hidden_until is null) begin
    update appearance set hidden = new.hidden_until is not null where article = new.id;
end;
"""

# The labels of articles and of feeds. `key` is the folded name, by which a label is found.
LABELS = """
create table label (
    id integer primary key autoincrement,
    name text not null,
    key text not null unique
) strict;
create table article_label (
    article integer not null references article on delete cascade,
    label integer not null references label on delete cascade,
    primary key (article, label)
) strict, without rowid;
create index article_label_label on article_label (label, article);
create table feed_label (
    feed integer not null references feed on delete cascade,
    label integer not null references label on delete cascade,
    primary key (feed, label)
) strict, without rowid;
create index feed_label_label on feed_label (label, feed);
"""

# `text_chosen` is the provenance of the text that the reader has chosen to see, "" if that was left open.
# Short texts that feeds announce articles with were called whole.
TEXTS = """
alter table article add column text_chosen text not null default '';
update article set extent = 'teaser'
where extent = 'whole' and provenance = 'feed' and url <> '' and enclosures = '[]' and length(text) < 200
and (text = '' or instr(text, rtrim(title, '… ')) <> 1);
"""

# The pictures within a text, as a JSON array of [position, address, alt].
PICTURES = """
alter table article add column pictures text not null default '[]';
alter table alternative add column pictures text not null default '[]';
"""

# When a name was last on the screen in an article that was open, in Unix seconds.
NAMES_MET = """
create table name_met (
    entity integer primary key references entity on delete cascade,
    at real not null
) strict;
"""

# The further tags of newsboat and the categories of OPML, which were attributes kept for an export, become
# labels. An item is a tag, or a path that begins with a slash; a comma in it is percent-encoded.
LABELS_OF_IMPORTED_FEEDS = """
create temp table imported as
with recursive item (feed, text, rest) as (
    select feed.id, '', (attribute.value ->> 1) || ',' from feed, json_each(feed.attributes) as attribute
    where attribute.value ->> 0 = 'category'
    union all
    select feed, substr(rest, 1, instr(rest, ',') - 1), substr(rest, instr(rest, ',') + 1) from item
    where rest <> ''
)
select feed, substr(trim(replace(replace(text, '%2C', ' '), '"', ' '), ' /#+-'), 1, 60) as name from item;
delete from imported where name = '';
insert or ignore into label (name, key) select name, fold(name) from imported;
insert or ignore into feed_label select feed, label.id from imported join label on key = fold(imported.name);
drop table imported;
update feed set attributes = (
    select coalesce(json_group_array(json(value)), '[]') from json_each(feed.attributes)
    where value ->> 0 <> 'category'
) where attributes like '%"category"%';
"""

# What the reader decided about whole stories. The state of a story is its own together with those of the
# stories that were merged into it: nothing moves when stories are merged or divided again. `read_at` is
# when the reader marked the story read. `judged_article` has the articles of such stories: those that were
# there then, or came later and were read ("known"), those that came later and say something new ("new"),
# and those that do not, which became read by themselves ("repeats"). `muted_article` has the articles that
# are hidden because their story is muted, with the time when that ends.
STORY_STATES = """
create table story_state (
    story integer primary key references story on delete cascade,
    read_at real,
    starred integer not null default 0,
    muted_until real
) strict;
create index story_state_starred on story_state (story) where starred;
create index story_state_muted on story_state (muted_until) where muted_until is not null;
create table judged_article (
    article integer primary key references article on delete cascade,
    verdict text not null
) strict;
create table muted_article (
    article integer primary key references article on delete cascade,
    until real not null
) strict;
"""

STEPS: tuple[tuple[str, str], ...] = (
    ("hidden articles", HIDDEN_ARTICLES),
    ("hidden in feed lists", HIDDEN_IN_FEED_LISTS),
    ("hidden in names", HIDDEN_IN_NAMES),
    ("labels", LABELS),
    ("chosen texts", TEXTS),
    ("pictures", PICTURES),
    ("names that were met", NAMES_MET),
    ("labels of imported feeds", LABELS_OF_IMPORTED_FEEDS),
    ("story states", STORY_STATES),
    *version_6_queries.STEPS,
    *version_6_searches.STEPS,
    *version_6_rules.STEPS,
)
