create schema governance;

-- What members and keys did, and what private content they read. Rows are sealed in blocks, each over the block before.
create table governance.trail (
  seq bigint generated always as identity primary key,
  at timestamptz not null,
  actor_kind text not null,
  actor text not null,
  actor_name text not null,
  -- The route: "PATCH /members/{id}".
  deed text not null,
  -- The id that the route names. Goes when the person behind it is erased; its digest stays, so the seals still hold.
  subject text,
  subject_salt bytea,
  subject_digest bytea,
  -- What the route says is kept of the body.
  facts jsonb,
  address text not null,
  -- The answer's HTTP status; null while it is under way, or when the process ended meanwhile.
  status integer,
  seal bigint
);
create index trail_unsealed on governance.trail (seq) where seal is null;
create index trail_at on governance.trail (at desc, seq desc);
create index trail_actor on governance.trail (actor, seq desc);
create index trail_deed on governance.trail (deed, seq desc);
create index trail_subject on governance.trail (subject, seq desc) where subject is not null;

create table governance.seals (
  number bigint primary key,
  -- Rows from the one after the seal before up to this one.
  until_seq bigint not null,
  entries integer not null,
  -- HMAC-SHA-256 over the seal before and every row, with a key outside the database.
  digest bytea not null,
  at timestamptz not null
);
