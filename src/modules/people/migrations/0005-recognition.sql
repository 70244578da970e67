-- Since when an identity's profile is not compared with the others; null when it is.
alter table people.identities add column unplaced_since timestamptz default now();
create index identities_unplaced on people.identities (unplaced_since) where unplaced_since is not null;

-- What is compared of an identity, as it was last compared.
create table people.placements (
  identity uuid primary key references people.identities on delete cascade,
  channel text not null,
  record jsonb not null,
  placed_at timestamptz not null
);

-- What recognition has learnt, newest last; the last is in use.
create table people.recognition_models (
  id uuid primary key,
  learnt_at timestamptz not null,
  learnt_by text not null,
  records integer not null,
  known integer not null,
  join_at double precision,
  offer_at double precision not null,
  -- The model, what it was learnt from, and the expected errors.
  learnt jsonb not null
);

-- Proofs: what was read at an address that an identity names, and when it is read again.
create table people.proof_checks (
  identity uuid primary key references people.identities on delete cascade,
  due_at timestamptz not null default now(),
  checked_at timestamptz,
  failures integer not null default 0,
  -- Why the last check came to nothing, for people to read.
  because text
);
create index proof_checks_due on people.proof_checks (due_at);

-- One identity says that another address is theirs too. Two that say so of each other are proven.
create table people.proof_claims (
  identity uuid not null references people.identities on delete cascade,
  target text not null,
  -- `rel-me`, `mastodon-verified`, `domain-handle`, `profile`.
  kind text not null,
  seen_at timestamptz not null,
  primary key (identity, target, kind)
);
create index proof_claims_target on people.proof_claims (target);
