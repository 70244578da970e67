-- What members wrote on the time axis, so that figures are read with what happened.
create table listening.annotations (
  id uuid primary key,
  text text not null,
  starts_at timestamptz not null,
  -- Null: a moment, no span.
  ends_at timestamptz check (ends_at > starts_at),
  member uuid,
  name text not null,
  made_at timestamptz not null default now(),
  removed_at timestamptz
);
create index annotations_time on listening.annotations (starts_at) where removed_at is null;
