-- What decides about conversations: teams and hours, rules with their versions, promises, approvals, playbooks, cases, questions.

create table conversations.teams (
  id uuid primary key,
  name text not null,
  -- Hours by weekday in a zone, with holidays; see hours/calendar.ts.
  calendar jsonb not null,
  -- Teams whose hours count for this one's promises too: they take turns.
  shares uuid[] not null default '{}',
  -- Who takes over while nobody is there.
  overflow uuid,
  made_at timestamptz not null,
  removed_at timestamptz
);
create unique index teams_name on conversations.teams (lower(name)) where removed_at is null;

create table conversations.team_members (
  team uuid not null references conversations.teams on delete cascade,
  member text not null,
  lead boolean not null default false,
  primary key (team, member)
);
create index team_members_member on conversations.team_members (member);

-- What routing knows of a member.
create table conversations.agents (
  member text primary key,
  skills text[] not null default '{}',
  languages text[] not null default '{}',
  capacity smallint not null default 20,
  -- Set away by hand, until they say otherwise or the time comes.
  away_since timestamptz,
  away_until timestamptz,
  last_assigned_at timestamptz
);

create table conversations.rules (
  id uuid primary key,
  kind text not null check (kind in ('promise', 'routing', 'engagement', 'case')),
  name text not null,
  place integer not null,
  active boolean not null default false,
  version integer not null default 1,
  "when" jsonb not null,
  "then" jsonb not null,
  changed_at timestamptz not null,
  changed_by text not null,
  removed_at timestamptz
);
create index rules_in_order on conversations.rules (kind, place) where removed_at is null;

-- A rule as it was: the log names the version.
create table conversations.rule_versions (
  rule uuid not null references conversations.rules on delete cascade,
  version integer not null,
  name text not null,
  "when" jsonb not null,
  "then" jsonb not null,
  changed_at timestamptz not null,
  changed_by text not null,
  primary key (rule, version)
);

-- Every use of a rule. No foreign keys: a refusal is kept beside a transaction that is rolled back.
create table conversations.rule_uses (
  id uuid primary key,
  rule uuid not null,
  version integer not null,
  conversation uuid not null,
  at timestamptz not null,
  -- send, approve, refuse, route, promise, case.
  made text not null,
  by_id text,
  by_name text not null,
  because jsonb not null
);
create index rule_uses_newest on conversations.rule_uses (rule, at desc, id desc);
create index rule_uses_conversation on conversations.rule_uses (conversation);
create index rule_uses_at on conversations.rule_uses (at);

-- When they asked, we answered, and whose turn it was: what promises are reckoned from.
create table conversations.moments (
  conversation uuid not null references conversations.conversations on delete cascade,
  at timestamptz not null,
  "is" text not null check ("is" in ('asked', 'answered', 'stopped', 'resumed', 'closed', 'reopened')),
  primary key (conversation, at, "is")
);

create table conversations.promises (
  conversation uuid not null references conversations.conversations on delete cascade,
  kind text not null check (kind in ('first-reply', 'next-reply', 'resolution')),
  started_at timestamptz not null,
  rule uuid not null,
  version integer not null,
  minutes integer not null,
  state text not null check (state in ('running', 'stopped', 'kept', 'broken')),
  used_ms bigint not null,
  due_at timestamptz,
  warn_at timestamptz,
  warned_at timestamptz,
  broken_at timestamptz,
  kept_at timestamptz,
  escalated_at timestamptz,
  -- As they were when it was last reckoned, for figures.
  team uuid,
  channel text not null,
  assignee text,
  primary key (conversation, kind, started_at)
);
create index promises_to_warn on conversations.promises (warn_at) where state = 'running' and warned_at is null and warn_at is not null;
create index promises_to_break on conversations.promises (due_at) where state = 'running' and due_at is not null;
create index promises_to_escalate on conversations.promises (broken_at) where state = 'broken' and escalated_at is null;
create index promises_started on conversations.promises (started_at);

create table conversations.certificates (
  id uuid primary key,
  member text not null,
  name text not null,
  until timestamptz,
  given_at timestamptz not null,
  given_by text not null,
  given_by_name text not null,
  taken_at timestamptz
);
create index certificates_member on conversations.certificates (member) where taken_at is null;

create table conversations.playbooks (
  id uuid primary key,
  name text not null,
  owner text not null,
  owner_name text not null,
  -- [{ id, words: { en: … } }]
  steps jsonb not null,
  made_at timestamptz not null,
  changed_at timestamptz not null,
  removed_at timestamptz
);

create table conversations.playbook_ticks (
  conversation uuid not null references conversations.conversations on delete cascade,
  playbook uuid not null references conversations.playbooks on delete cascade,
  step uuid not null,
  member text not null,
  member_name text not null,
  at timestamptz not null,
  primary key (conversation, playbook, step)
);

create table conversations.approvals (
  id uuid primary key,
  conversation uuid not null references conversations.conversations on delete cascade,
  message uuid not null,
  asked_by text not null,
  asked_by_name text not null,
  asked_at timestamptz not null,
  -- What is needed, a part for each rule: [{ rule, version, count, of, expiresMinutes }].
  needed jsonb not null,
  because jsonb not null,
  -- As it would go now; as it was asked for.
  text text not null,
  asked_text text not null,
  expires_at timestamptz not null,
  state text not null default 'asked' check (state in ('asked', 'approved', 'refused', 'expired', 'withdrawn')),
  decided_at timestamptz
);
create unique index approvals_message on conversations.approvals (message);
create index approvals_conversation on conversations.approvals (conversation);
create index approvals_asked on conversations.approvals (expires_at) where state = 'asked';

create table conversations.approval_votes (
  approval uuid not null references conversations.approvals on delete cascade,
  member text not null,
  member_name text not null,
  at timestamptz not null,
  is_yes boolean not null,
  because text not null default '',
  -- The rules whose approval they could give then.
  rules uuid[] not null default '{}',
  -- Given to other words than those that stand now.
  outdated boolean not null default false,
  primary key (approval, member)
);

create table conversations.cases (
  id uuid primary key,
  number bigint generated always as identity unique,
  conversation uuid references conversations.conversations on delete set null,
  identity uuid,
  title text not null,
  rule uuid,
  opened_at timestamptz not null,
  opened_by text not null,
  stage_before text,
  team uuid,
  owner text,
  state text not null default 'open' check (state in ('open', 'satisfied', 'closed')),
  closed_at timestamptz,
  closed_by text,
  closed_because text
);
create unique index cases_open on conversations.cases (conversation) where state = 'open';
create index cases_newest on conversations.cases (state, opened_at desc, id desc);
create index cases_identity on conversations.cases (identity);

-- What was promised to whom, by when.
create table conversations.case_promises (
  id uuid primary key,
  "case" uuid not null references conversations.cases on delete cascade,
  what text not null,
  member text,
  member_name text,
  due_at timestamptz,
  made_at timestamptz not null,
  made_by text not null,
  kept_at timestamptz
);
create index case_promises_case on conversations.case_promises ("case");
create index case_promises_due on conversations.case_promises (due_at) where kept_at is null;

create table conversations.questions (
  id uuid primary key,
  conversation uuid not null references conversations.conversations on delete cascade,
  identity uuid,
  kind text not null check (kind in ('csat', 'nps', 'effort')),
  channel text not null,
  language text not null,
  planned_at timestamptz not null,
  ask_at timestamptz not null,
  state text not null default 'planned' check (state in ('planned', 'asked', 'answered', 'left-out')),
  -- Why it was left out.
  because text,
  asked_at timestamptz,
  message uuid,
  score smallint,
  comment text,
  answered_at timestamptz,
  -- page or reply.
  answered_by text,
  team uuid,
  assignee text
);
create unique index questions_open on conversations.questions (conversation) where state = 'planned';
create index questions_due on conversations.questions (ask_at) where state = 'planned';
create index questions_identity on conversations.questions (identity, planned_at desc);
create index questions_conversation on conversations.questions (conversation);
create index questions_answered on conversations.questions (answered_at) where state = 'answered';

-- Settings of what decides, by name.
create table conversations.deciding (
  name text primary key,
  value jsonb not null,
  changed_at timestamptz not null,
  changed_by text not null
);
