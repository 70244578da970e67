create schema people;
create extension if not exists pg_trgm with schema public;

create table people.identities (
  id uuid primary key,
  -- The human behind it; an identity that nobody has linked is a person of its own.
  person uuid not null,
  channel text not null,
  external_id text not null,
  handle text,
  name text,
  url text,
  avatar_url text,
  bio text,
  followers integer,
  following integer,
  place text,
  bot boolean not null default false,
  -- When the network was asked for a profile that its stream did not tell.
  profile_asked_at timestamptz,
  first_seen_at timestamptz not null,
  last_seen_at timestamptz not null
);
create index identities_person on people.identities (person);
create index identities_handle on people.identities (lower(handle));
create index identities_unnamed on people.identities (channel, last_seen_at desc) where handle is null and profile_asked_at is null;
create index identities_recent on people.identities (last_seen_at desc, id desc);
create index identities_followers on people.identities (coalesce(followers, 0) desc, id desc);
create index identities_name on people.identities (lower(coalesce(name, handle, external_id)), id);
create index identities_search on people.identities using gin (lower(coalesce(handle, '') || ' ' || coalesce(name, '') || ' ' || external_id) gin_trgm_ops);
