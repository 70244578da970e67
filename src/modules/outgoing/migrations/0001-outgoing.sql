-- What Rapport tells others: events, webhooks and mail.
create schema outgoing;

-- An event once, however many it goes to. The text is sent and signed as it stands.
create table outgoing.events (
  id uuid primary key,
  type text not null,
  at timestamptz not null,
  kept_at timestamptz not null,
  body text not null
);
create index on outgoing.events (kept_at);

create table outgoing.endpoints (
  id uuid primary key,
  name text not null,
  url text not null,
  -- null: every type, also those that come later.
  types text[],
  -- Sealed, as is the old one while both sign.
  secret text not null,
  old_secret text,
  old_secret_until timestamptz,
  active boolean not null default true,
  disabled_at timestamptz,
  -- by-hand, gone or failing
  disabled_code text,
  disabled_because text,
  -- Since when nothing got through, how often in a row, and when the next may be tried.
  failing_since timestamptz,
  failures integer not null default 0,
  resume_at timestamptz,
  last_delivered_at timestamptz,
  created_by text,
  created_at timestamptz not null
);

create table outgoing.deliveries (
  endpoint uuid not null references outgoing.endpoints on delete cascade,
  event uuid not null references outgoing.events on delete cascade,
  state text not null default 'waiting' check (state in ('waiting', 'delivered', 'failed')),
  tries integer not null default 0,
  -- When this round of tries began; a replay begins a new one.
  first_tried_at timestamptz,
  due_at timestamptz not null,
  -- Until then a process is at it; past that it is anybody's again.
  leased_until timestamptz,
  finished_at timestamptz,
  primary key (endpoint, event)
);
create index on outgoing.deliveries (endpoint, due_at) where state = 'waiting';
create index on outgoing.deliveries (event);

create table outgoing.attempts (
  id uuid primary key,
  endpoint uuid not null,
  event uuid not null,
  at timestamptz not null,
  took_ms integer not null,
  -- null: no answer came.
  status integer,
  -- null: delivered.
  code text,
  because text,
  response text not null default '',
  foreign key (endpoint, event) references outgoing.deliveries on delete cascade
);
create index on outgoing.attempts (endpoint, event, at);

-- At most one row: how mail leaves.
create table outgoing.mail_settings (
  sole boolean primary key default true check (sole),
  host text not null,
  port integer not null check (port between 1 and 65535),
  security text not null check (security in ('tls', 'starttls', 'none')),
  username text,
  -- Sealed.
  password text,
  from_name text not null,
  from_address text not null,
  changed_at timestamptz not null
);

-- Which member wants which type by mail.
create table outgoing.subscriptions (
  member text not null,
  type text not null,
  primary key (type, member)
);

create table outgoing.mails (
  id uuid primary key,
  -- To a member, in their language at the time of sending, or to an address.
  member text,
  address text,
  language text,
  -- What it says: an event, or a letter (sealed, and gone once it is sent).
  event uuid references outgoing.events on delete cascade,
  letter text,
  subject text not null default '',
  state text not null default 'waiting' check (state in ('waiting', 'sent', 'failed', 'dropped')),
  tries integer not null default 0,
  first_tried_at timestamptz,
  due_at timestamptz not null,
  leased_until timestamptz,
  code text,
  because text,
  created_at timestamptz not null,
  finished_at timestamptz,
  check ((member is null) <> (address is null)),
  unique (event, member)
);
create index on outgoing.mails (due_at) where state = 'waiting';
create index on outgoing.mails (created_at);
