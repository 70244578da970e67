-- Everything taken in, in the order in which it was made durable, until every consumer has had it.
create table platform.stream (
  seq bigint generated always as identity primary key,
  -- zstd of a JSON array; see entry.ts
  payload bytea not null,
  items integer not null,
  at timestamptz not null default clock_timestamp()
);
alter table platform.stream alter column payload set storage external;

create table platform.stream_consumers (
  name text primary key,
  position bigint not null default 0,
  items bigint not null default 0,
  at timestamptz not null default now()
);
