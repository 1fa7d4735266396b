"""Version 6: what rules have done, and what they have still to do."""

# A rule is known by its name, or else by its query (`key`). With another query or another action (`identity`)
# it may match the same articles again; `matched` counts on. `trouble` is why its program failed last.
# `rule_match` has the articles that it was applied to, so that it is applied to each only once.
# `rule_waiting` has the articles that rules will judge after the analysis; those that must not be seen before
# are hidden until `held_until`, unless that is null; `outside` says that rules may then run programs and tell
# the reader. `rule_run` is the queue of programs to run,
# `rule_notice` what the reader is to be told.
RULES = """
create table rule (
    id integer primary key autoincrement,
    key text not null unique,
    identity text not null,
    matched integer not null default 0,
    last real,
    trouble text not null default ''
) strict;
create table rule_match (
    rule integer not null references rule on delete cascade,
    article integer not null references article on delete cascade,
    primary key (rule, article)
) strict, without rowid;
create index rule_match_article on rule_match (article);
create table rule_waiting (
    article integer primary key references article on delete cascade,
    held_until real,
    outside integer not null
) strict;
create table rule_run (
    id integer primary key autoincrement,
    rule integer not null references rule on delete cascade,
    article integer not null references article on delete cascade
) strict;
create index rule_run_rule on rule_run (rule, id);
create index rule_run_article on rule_run (article);
create table rule_notice (
    id integer primary key autoincrement,
    rule integer not null references rule on delete cascade,
    article integer not null references article on delete cascade
) strict;
create index rule_notice_article on rule_notice (article);
create index rule_notice_rule on rule_notice (rule);
"""

STEPS = (("rules", RULES),)
