-- Accounts of ours at networks: who we are there, the way in, and how it is.
create table channels.accounts (
  id uuid primary key,
  channel text not null,
  -- As people call it here.
  name text not null,
  external_id text not null,
  handle text,
  display_name text not null,
  avatar_url text,
  -- Settings and tokens as one sealed text.
  sealed text not null,
  -- Where reading goes on; saved in the transaction that keeps what was read.
  cursor jsonb,
  -- Goes up when somebody connects it anew, so that reading starts with the new way in.
  generation integer not null default 1,
  paused boolean not null default false,
  health_state text not null default 'starting',
  health_code text,
  health_words text not null default 'Not started yet.',
  health_since timestamptz not null default now(),
  taken_in bigint not null default 0,
  set_aside bigint not null default 0,
  -- Calls to its webhook address that could not be verified.
  refused_calls bigint not null default 0,
  last_heard_at timestamptz,
  -- When the present way in was got, and when it ends; null: not known to end.
  way_in_since timestamptz not null default now(),
  expires_at timestamptz,
  -- Why the last renewal failed; null when it did not.
  renewal_trouble text,
  renewal_tried_at timestamptz,
  -- How long before the end was warned last, in seconds; null: not yet.
  warned_at_seconds bigint,
  -- Since when the network refuses us; told once.
  refused_since timestamptz,
  created_at timestamptz not null default now(),
  created_by text not null,
  removed_at timestamptz,
  unique (channel, external_id)
);

-- What a channel must remember of single messages between readings, such as under which id a mail was kept.
create table channels.account_notes (
  account uuid not null references channels.accounts (id) on delete cascade,
  key text not null,
  value text not null,
  -- The interaction it is about, so that it goes with it.
  interaction uuid,
  at timestamptz not null default now(),
  primary key (account, key)
);
create index account_notes_interaction on channels.account_notes (interaction) where interaction is not null;

alter table channels.set_aside add column account uuid references channels.accounts (id);
create index set_aside_account on channels.set_aside (account, at desc, id desc) where account is not null;
