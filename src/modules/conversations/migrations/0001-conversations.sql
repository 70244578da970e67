-- Conversations: one matter with somebody outside, in one or more threads.
create schema conversations;

-- Words without capitals and accents, so that "Café" is found as "cafe".
create function conversations.fold(words text) returns text language sql immutable parallel safe
  return regexp_replace(normalize(lower(coalesce(words, '')), nfkd), '[\u0300-\u036f]', '', 'g');

create table conversations.conversations (
  id uuid primary key,
  -- What people say to each other: #4711.
  number bigint generated always as identity unique,
  subject text not null default '',
  -- open: we are to act. waiting: they are.
  state text not null default 'open' check (state in ('open', 'waiting', 'snoozed', 'closed')),
  priority text not null default 'normal' check (priority in ('low', 'normal', 'high', 'urgent')),
  spam boolean not null default false,
  -- A member's id.
  assignee text,
  team uuid,
  labels uuid[] not null default '{}',
  -- Of the latest message from outside: where an answer goes if nothing else is said.
  account uuid not null,
  channel text not null,
  visibility text not null check (visibility in ('public', 'private')),
  -- Whom it is with: the latest who wrote to us.
  identity uuid,
  language text,
  sentiment text,
  emotion text,
  intent text,
  urgency text,
  followers integer,
  topics uuid[] not null default '{}',
  -- Of all its threads.
  accounts uuid[] not null default '{}',
  channels text[] not null default '{}',
  opened_at timestamptz not null,
  -- By a member who reached out, and from what.
  opened_by text,
  opened_from uuid,
  -- The newest message, not counting notes.
  last_at timestamptz not null,
  last_message uuid,
  last_direction text not null default 'inbound' check (last_direction in ('inbound', 'outbound')),
  last_words text not null default '',
  last_inbound_at timestamptz,
  last_outbound_at timestamptz,
  -- Since when they wait for an answer; null while they are to act.
  waiting_since timestamptz,
  first_answer_at timestamptz,
  closed_at timestamptz,
  closed_by text,
  closed_because text,
  reopened smallint not null default 0,
  snoozed_until timestamptz,
  -- The nearest promise, kept here by those who reckon with promises.
  due_at timestamptz,
  -- Where its threads went when it was joined to another.
  joined_to uuid references conversations.conversations,
  -- The same matter earlier, closed for too long to go on there.
  follows uuid references conversations.conversations,
  messages integer not null default 0,
  -- Goes up with every change, so that the page knows what it has not seen.
  revision bigint not null default 1
);
-- Views sort by newest, by who waits longest, and by what was promised first. Spam and what was joined are in none of them.
create index conversations_newest on conversations.conversations (last_at desc, id desc) where joined_to is null and not spam;
create index conversations_by_state on conversations.conversations (state, last_at desc, id desc) where joined_to is null and not spam;
create index conversations_waiting on conversations.conversations (waiting_since, id) where state = 'open' and waiting_since is not null and joined_to is null and not spam;
create index conversations_due on conversations.conversations (due_at, id) where state <> 'closed' and due_at is not null and joined_to is null and not spam;
create index conversations_mine on conversations.conversations (assignee, state, last_at desc, id desc) where assignee is not null and joined_to is null and not spam;
create index conversations_unassigned on conversations.conversations (last_at desc, id desc) where assignee is null and state = 'open' and joined_to is null and not spam;
create index conversations_team on conversations.conversations (team, state, last_at desc, id desc) where team is not null and joined_to is null and not spam;
create index conversations_spam on conversations.conversations (last_at desc, id desc) where spam and joined_to is null;
create index conversations_wake on conversations.conversations (snoozed_until) where state = 'snoozed' and snoozed_until is not null;
create index conversations_labels on conversations.conversations using gin (labels) where labels <> '{}';
create index conversations_opened on conversations.conversations (opened_at, id);
create index conversations_closed on conversations.conversations (closed_at, id) where closed_at is not null;
create index conversations_identity on conversations.conversations (identity, last_at desc);
create index conversations_joined on conversations.conversations (joined_to) where joined_to is not null;
create index conversations_follows on conversations.conversations (follows) where follows is not null;

-- A network's dialogue on one account, as far as it belongs to one conversation.
create table conversations.threads (
  id uuid primary key,
  conversation uuid not null references conversations.conversations on delete cascade,
  account uuid not null,
  channel text not null,
  -- The network's own name for it; null where it has none.
  network_thread text,
  -- Whether what comes next in the network's dialogue comes here.
  takes boolean not null default true,
  opened_at timestamptz not null
);
create index threads_conversation on conversations.threads (conversation);
create unique index threads_taking on conversations.threads (account, network_thread) where takes and network_thread is not null;

-- Everybody outside who took part.
create table conversations.participants (
  conversation uuid not null references conversations.conversations on delete cascade,
  identity uuid not null,
  channel text not null,
  external_id text not null,
  handle text,
  name text,
  avatar_url text,
  last_at timestamptz not null,
  primary key (conversation, identity)
);
create index participants_identity on conversations.participants (identity, last_at desc);

create table conversations.messages (
  -- Of what was heard: the interaction's id. Of what we write and of notes: our own, which is also the key it is sent with.
  id uuid primary key,
  conversation uuid not null references conversations.conversations on delete cascade,
  -- Notes have none.
  thread uuid references conversations.threads,
  -- For colleagues alone.
  note boolean not null default false,
  direction text not null check (direction in ('inbound', 'outbound')),
  visibility text not null check (visibility in ('public', 'private')),
  kind text not null,
  account uuid,
  channel text,
  external_id text,
  -- The interaction that it is in the loop.
  interaction uuid,
  url text,
  -- Whoever wrote it: one of them, or one of us.
  identity uuid,
  author jsonb,
  member text,
  member_name text,
  -- By the network's clock, and by ours.
  at timestamptz not null,
  taken_at timestamptz not null,
  subject text,
  text text not null default '',
  html text,
  quoted text,
  addressed jsonb not null default '{}',
  refs text[] not null default '{}',
  language text,
  labels jsonb,
  automatic text,
  -- Members whom a note names.
  mentions text[] not null default '{}',
  edited_at timestamptz,
  removed_at timestamptz,
  -- received; held: an approval is awaited; queued, sending, sent, delivered, read; failed: the network said no;
  -- unknown: it may have gone out; cancelled.
  state text not null check (state in ('received', 'held', 'queued', 'sending', 'sent', 'delivered', 'read', 'failed', 'unknown', 'cancelled', 'kept')),
  state_at timestamptz not null,
  failed_because text,
  failure_code text,
  -- Tells apart what a rule sent from what somebody did.
  sent_by_rule text,
  words tsvector generated always as (to_tsvector('simple', conversations.fold(coalesce(subject, '') || ' ' || text))) stored
);
create index messages_thread_place on conversations.messages (conversation, at, id);
create index messages_newest on conversations.messages (at desc, id desc);
create unique index messages_interaction on conversations.messages (interaction) where interaction is not null;
create index messages_external on conversations.messages (external_id, account) where external_id is not null;
create index messages_author on conversations.messages (identity, at) where identity is not null;
create index messages_by_thread on conversations.messages (thread, at) where thread is not null;
create index messages_words on conversations.messages using gin (words);

-- Further pieces of a message that the network made us cut.
create table conversations.parts (
  account uuid not null,
  external_id text not null,
  message uuid not null references conversations.messages on delete cascade,
  primary key (account, external_id)
);
create index parts_message on conversations.parts (message);

-- What a message said before it was changed at its source.
create table conversations.earlier_words (
  message uuid not null references conversations.messages on delete cascade,
  until timestamptz not null,
  subject text,
  text text not null,
  html text,
  primary key (message, until)
);

create table conversations.attachments (
  id uuid primary key,
  message uuid not null references conversations.messages on delete cascade,
  place smallint not null,
  -- In our own store once it is here.
  file uuid,
  url text,
  reference text,
  name text not null,
  -- As the sender says, and as it turned out to be.
  declared_type text not null,
  media_type text,
  bytes bigint,
  alt text,
  content_id text,
  unique (message, place)
);
create index attachments_file on conversations.attachments (file) where file is not null;

-- Uploaded for a message that is still being written.
create table conversations.uploads (
  file uuid primary key,
  member text not null,
  name text not null,
  media_type text not null,
  bytes bigint not null,
  at timestamptz not null
);
create index uploads_at on conversations.uploads (at);

-- What is to be sent, until it is known what became of it.
create table conversations.outbox (
  message uuid primary key references conversations.messages on delete cascade,
  conversation uuid not null references conversations.conversations on delete cascade,
  account uuid not null,
  outgoing jsonb not null,
  -- Not before; an undo takes it back until then.
  send_after timestamptz not null,
  -- The order in which messages of a conversation go out.
  place bigint generated always as identity,
  tries smallint not null default 0,
  first_tried_at timestamptz,
  next_try_at timestamptz not null,
  -- While a process is at it; past that it is anybody's again, with what the network makes of repeats in mind.
  leased_until timestamptz,
  lease uuid,
  -- Waits for somebody: an approval, or a decision about what may have gone out.
  held boolean not null default false,
  last_fault text
);
create index outbox_due on conversations.outbox (next_try_at) where not held;
create index outbox_conversation on conversations.outbox (conversation, place);

-- Receipts that came before we knew the id they name.
create table conversations.early_receipts (
  account uuid not null,
  external_id text not null,
  state text not null,
  at timestamptz not null,
  because text,
  code text,
  kept_at timestamptz not null,
  primary key (account, external_id, state)
);
create index early_receipts_kept on conversations.early_receipts (kept_at);

-- What members did, apart from messages and notes.
create table conversations.activity (
  id uuid primary key,
  conversation uuid not null references conversations.conversations on delete cascade,
  at timestamptz not null,
  -- member, key, or system: a rule, or the product itself.
  by_kind text not null,
  by_id text,
  by_name text not null,
  deed text not null,
  facts jsonb not null default '{}',
  act uuid
);
create index activity_place on conversations.activity (conversation, at, id);

-- Several changes done at once, undone at once.
create table conversations.acts (
  id uuid primary key,
  member text not null,
  at timestamptz not null,
  deed text not null,
  -- What each conversation was before and became.
  changes jsonb not null,
  undone_at timestamptz
);
create index acts_at on conversations.acts (at);

create table conversations.drafts (
  member text not null,
  member_name text not null,
  conversation uuid not null references conversations.conversations on delete cascade,
  -- As the composer has it.
  content jsonb not null,
  changed_at timestamptz not null,
  primary key (member, conversation)
);
create index drafts_conversation on conversations.drafts (conversation);

-- Until when a member has read a conversation.
create table conversations.seen (
  member text not null,
  conversation uuid not null references conversations.conversations on delete cascade,
  until timestamptz not null,
  primary key (member, conversation)
);
create index seen_conversation on conversations.seen (conversation);

-- Colleagues named in notes.
create table conversations.mentions (
  member text not null,
  note uuid not null references conversations.messages on delete cascade,
  conversation uuid not null references conversations.conversations on delete cascade,
  at timestamptz not null,
  read_at timestamptz,
  primary key (member, note)
);
create index mentions_newest on conversations.mentions (member, at desc);
create index mentions_conversation on conversations.mentions (conversation);

create table conversations.labels (
  id uuid primary key,
  name text not null,
  -- One of the tones of the page.
  tone text not null default 'grey',
  made_by text,
  made_at timestamptz not null,
  removed_at timestamptz
);
create unique index labels_name on conversations.labels (lower(name)) where removed_at is null;

create table conversations.views (
  id uuid primary key,
  name text not null,
  member text not null,
  member_name text not null,
  shared boolean not null default false,
  search jsonb not null,
  made_at timestamptz not null
);
create index views_member on conversations.views (member);

create table conversations.canned_replies (
  id uuid primary key,
  name text not null,
  shortcut text,
  owner text not null,
  owner_name text not null,
  -- Only for these teams; empty: everybody.
  teams uuid[] not null default '{}',
  made_at timestamptz not null,
  changed_at timestamptz not null,
  used integer not null default 0,
  last_used_at timestamptz,
  removed_at timestamptz
);
create unique index canned_shortcut on conversations.canned_replies (lower(shortcut)) where removed_at is null and shortcut is not null;

create table conversations.canned_texts (
  canned uuid not null references conversations.canned_replies on delete cascade,
  language text not null,
  text text not null,
  words tsvector generated always as (to_tsvector('simple', conversations.fold(text))) stored,
  primary key (canned, language)
);
create index canned_words on conversations.canned_texts using gin (words);

create table conversations.macros (
  id uuid primary key,
  name text not null,
  owner text not null,
  owner_name text not null,
  shared boolean not null default true,
  steps jsonb not null,
  made_at timestamptz not null,
  used integer not null default 0,
  last_used_at timestamptz,
  removed_at timestamptz
);

-- One row.
create table conversations.settings (
  one boolean primary key default true check (one),
  undo_seconds smallint not null default 10,
  reopen_days smallint not null default 7,
  -- How members sign where the network shows it: member, first-name or team.
  signs_as text not null default 'first-name',
  -- null: off. With its key sealed.
  translation jsonb,
  translation_key text
);
insert into conversations.settings default values;
