-- Which events about people somebody outside wants. Empty: nothing is noted, however much comes in.
create table people.told_types (type text primary key);

-- People who came to be, became part of another, or were split off, until it is told. One row an identity and transaction: what is undone within it is nothing.
create table people.person_changes (
  tx xid8 not null,
  identity uuid not null references people.identities on delete cascade,
  -- Whose it was; null: nobody knew it.
  was uuid,
  now uuid not null,
  at timestamptz not null default now(),
  primary key (tx, identity)
);
create index person_changes_identity on people.person_changes (identity);

create or replace function people.noted() returns trigger language plpgsql as $$
begin
  insert into people.unplaced (identity) select id from noted where channel not in ('cookie', 'phone', 'site') on conflict do nothing;
  if exists (select from people.told_types) then
    insert into people.person_changes (tx, identity, was, now) select pg_current_xact_id(), id, null, person from noted where person = id;
  end if;
  return null;
end $$;

-- A person is there as long as the identity that gave them its id is theirs: so one row tells what became of them.
create function people.person_changed() returns trigger language plpgsql as $$
begin
  if exists (select from people.told_types) then
    insert into people.person_changes as known (tx, identity, was, now)
    select pg_current_xact_id(), now_so.id, was_so.person, now_so.person from now_so join was_so using (id)
    where now_so.person <> was_so.person and (now_so.person = now_so.id or was_so.person = now_so.id)
    on conflict (tx, identity) do update set now = excluded.now;
  end if;
  return null;
end $$;
create trigger identities_person_changed after update on people.identities
  referencing old table as was_so new table as now_so for each statement execute function people.person_changed();
