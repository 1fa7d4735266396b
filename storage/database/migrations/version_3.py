"""Version 3: new tables of names in place of those of version 1, and corrections. Never edited."""

# `told` is the detected language of the text, if its source says another one or none. The names of an older
# desk came from another recogniser, so all articles wait for analysis. A deleted article takes its mentions
# with it. `key` is the name key of a mention, `route` how its entity was found. A mention without an entity
# is not a name by a correction; it is kept for undo. `became` is the entity that an entity was merged into.
CORRECTED_NAMES = """
drop trigger appearance_insert;
drop trigger appearance_delete;
drop trigger mention_insert;
drop trigger mention_delete;
drop table mention;
drop table appearance;
drop table spelling;
drop table alias;
drop table entity;

create table entity (
    id integer primary key autoincrement,
    name text not null,
    kind text not null,
    ambiguous integer not null default 0,
    followed integer not null default 0,
    muted integer not null default 0,
    articles integer not null default 0,
    mentions integer not null default 0,
    became integer references entity on delete cascade
) strict;
create index entity_order on entity (articles desc, mentions desc, id);
create index entity_became on entity (became) where became is not null;
create index entity_followed on entity (id) where followed;

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
    key text not null,
    mentions integer not null,
    primary key (entity, text, kind, key)
) strict, without rowid;
create index spelling_key on spelling (key);

create table appearance (
    article integer not null references article on delete cascade,
    entity integer not null references entity on delete cascade,
    sort_at real not null,
    day integer,
    mentions integer not null,
    weight real not null,
    introduction text not null,
    primary key (article, entity)
) strict, without rowid;
create index appearance_entity on appearance (entity, sort_at desc, article desc);
create index appearance_day on appearance (entity, day, mentions);

create table mention (
    article integer not null references article on delete cascade,
    field text not null,
    start integer not null,
    "end" integer not null,
    entity integer references entity on delete cascade,
    kind text not null,
    confidence real not null,
    spelling text not null,
    key text not null,
    route text not null,
    day integer,
    primary key (article, field, start, "end")
) strict, without rowid;
create index mention_appearance on mention (article, entity);
create index mention_entity on mention (entity, key, spelling, day);

create trigger appearance_insert after insert on appearance begin
    update entity set articles = articles + 1, mentions = mentions + new.mentions where id = new.entity;
end;
create trigger appearance_update after update of mentions on appearance begin
    update entity set mentions = mentions + new.mentions - old.mentions where id = new.entity;
end;
create trigger appearance_delete after delete on appearance begin
    update entity set articles = articles - 1, mentions = mentions - old.mentions where id = old.entity;
    delete from entity where id = old.entity and articles = 0 and became is null
    and not exists (select 1 from moved where moved.entity = old.entity);
end;
create trigger mention_insert after insert on mention when new.entity is not null begin
    insert into spelling (entity, text, kind, key, mentions)
    values (new.entity, new.spelling, new.kind, new.key, 1)
    on conflict do update set mentions = mentions + 1;
end;
create trigger mention_delete after delete on mention when old.entity is not null begin
    update spelling set mentions = mentions - 1
    where entity = old.entity and text = old.spelling and kind = old.kind and key = old.key;
    delete from spelling
    where entity = old.entity and text = old.spelling and kind = old.kind and key = old.key and mentions = 0;
end;
create trigger mention_update after update of entity on mention when new.entity is not old.entity begin
    update spelling set mentions = mentions - 1
    where entity = old.entity and text = old.spelling and kind = old.kind and key = old.key;
    delete from spelling
    where entity = old.entity and text = old.spelling and kind = old.kind and key = old.key and mentions = 0;
    insert into spelling (entity, text, kind, key, mentions)
    select new.entity, new.spelling, new.kind, new.key, 1 where new.entity is not null
    on conflict do update set mentions = mentions + 1;
end;

alter table article add column told text not null default '';
update article set analysed = null where analysed is not null;
"""

# A correction names entities by how they are written, because their numbers change when names are resolved
# again. `moved` has each mention that an undo entry reassigned, with its entity before (`entity`) and after
# (`target`), where null means that it is not a name.
CORRECTIONS = """
create table correction (
    id integer primary key autoincrement,
    verdict text not null,
    name text not null,
    kind text not null,
    other text not null,
    other_kind text not null,
    unique (verdict, name, kind, other, other_kind)
) strict;

create table moved (
    deed integer not null references deed on delete cascade,
    article integer not null references article on delete cascade,
    field text not null,
    start integer not null,
    "end" integer not null,
    entity integer references entity on delete cascade,
    target integer,
    route text not null,
    primary key (deed, article, field, start, "end")
) strict, without rowid;
create index moved_entity on moved (entity);
create index moved_article on moved (article);
"""

STEPS = (("corrected names", CORRECTED_NAMES), ("corrections", CORRECTIONS))
