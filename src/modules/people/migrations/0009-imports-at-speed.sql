-- Whose profile waits to be compared. Apart from the identities, so that the end of a wait rewrites no profile and none of its indexes.
create table people.unplaced (
  identity uuid primary key references people.identities on delete cascade,
  since timestamptz not null default now()
);
create index unplaced_since on people.unplaced (since, identity);
insert into people.unplaced select id, unplaced_since from people.identities where unplaced_since is not null and channel not in ('cookie', 'phone', 'site');
alter table people.identities drop column unplaced_since;

-- Who has no profile to compare never waits.
create function people.noted() returns trigger language plpgsql as $$
begin
  insert into people.unplaced (identity) select id from noted where channel not in ('cookie', 'phone', 'site') on conflict do nothing;
  return null;
end $$;
create trigger identities_noted after insert on people.identities
  referencing new table as noted for each statement execute function people.noted();

create function people.shown_anew() returns trigger language plpgsql as $$
begin
  insert into people.unplaced (identity)
  select id from now_so join was_so using (id)
  where now_so.channel not in ('cookie', 'phone', 'site')
    and (now_so.handle, now_so.name, now_so.bio, now_so.avatar_url, now_so.place, now_so.bot) is distinct from (was_so.handle, was_so.name, was_so.bio, was_so.avatar_url, was_so.place, was_so.bot)
  on conflict (identity) do update set since = now();
  return null;
end $$;
create trigger identities_shown_anew after update on people.identities
  referencing old table as was_so new table as now_so for each statement execute function people.shown_anew();

-- The list reads cards; nothing asks identities in these orders or for these words any more.
drop index people.identities_recent;
drop index people.identities_followers;
drop index people.identities_name;
drop index people.identities_search;
-- Who writes from a company's domain.
create index identities_domain on people.identities (split_part(lower(case when external_id like '%@%' then external_id else coalesce(handle, '') end), '@', 2), person) where external_id like '%@%' or handle like '%@%';

-- Which block of an import marked: what came together is taken back together.
alter table people.import_marks add column block bigint not null default 0;
create index import_marks_block on people.import_marks (import, block);
-- One index less to write for every identity that comes in.
alter table people.import_marks drop constraint import_marks_pkey, add primary key (identity, import);
drop index people.import_marks_identity;
