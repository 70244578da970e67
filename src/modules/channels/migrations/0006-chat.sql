-- Who writes in the chat on a site, and what was said there, as the widget shows it.
create table channels.chat_visitors (
  id uuid primary key,
  account uuid not null,
  -- The site's own id of somebody signed in, as its server signed it; null: a stranger.
  user_id text,
  name text,
  mail text,
  language text,
  -- The page on which they opened the chat last.
  page text,
  -- Number of the newest entry; entries of one visitor are numbered without gaps.
  last_seq bigint not null default 0,
  -- Up to which entry the widget has what we said, and the person has read it.
  delivered_seq bigint not null default 0,
  read_seq bigint not null default 0,
  -- Up to when we have read what they said.
  seen_by_us_at timestamptz,
  created_at timestamptz not null default now(),
  seen_at timestamptz not null default now()
);
create unique index chat_visitors_user on channels.chat_visitors (account, user_id) where user_id is not null;
create index chat_visitors_age on channels.chat_visitors (seen_at);

create table channels.chat_entries (
  visitor uuid not null references channels.chat_visitors (id) on delete cascade,
  seq bigint not null,
  -- Made by whoever said it, so that saying it again is the same as once.
  id uuid not null,
  ours boolean not null,
  text text not null default '',
  files jsonb not null default '[]',
  -- Who of us signs it.
  name text,
  avatar_url text,
  -- Takes an earlier entry back.
  removes uuid,
  at timestamptz not null,
  primary key (visitor, seq),
  unique (visitor, id)
);

create table channels.chat_files (
  key uuid primary key,
  visitor uuid not null references channels.chat_visitors (id) on delete cascade,
  name text not null,
  media_type text not null,
  bytes bigint not null,
  at timestamptz not null default now(),
  -- Said in an entry; what never was goes after a day.
  said boolean not null default false
);
create index chat_files_visitor on channels.chat_files (visitor);
