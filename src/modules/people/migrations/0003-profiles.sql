-- Acts of members on people: each adds entries, takes entries back, or both, and is undone as a whole.
create table people.acts (
  id uuid primary key,
  at timestamptz not null default now(),
  by_id text not null,
  by_name text not null,
  -- What was asked, as the API takes it.
  deed jsonb not null,
  -- For acts on many: a list of persons or a filter, how far it came, and what stopped it.
  bulk jsonb,
  state text not null default 'done' check (state in ('running', 'done', 'failed', 'undoing', 'undone')),
  total integer not null default 1,
  done integer not null default 0,
  place uuid,
  because text,
  undone_at timestamptz
);
create index acts_open on people.acts (at) where state in ('running', 'undoing');

-- What is known or said about somebody besides what they did. By identity: a person's are those of their identities.
create table people.entries (
  id uuid primary key,
  identity uuid not null references people.identities (id) on delete cascade,
  kind text not null check (kind in ('trait', 'tag', 'note', 'task', 'owner', 'ours', 'stage', 'company', 'household', 'brought-by')),
  key text not null default '',
  value jsonb not null,
  -- `hand`, or what brought it: `import:…`, `api:…`.
  source text not null,
  said_at timestamptz not null,
  by_id text,
  by_name text,
  act uuid,
  retracted_at timestamptz,
  retracted_act uuid
);
create index entries_identity on people.entries (identity, kind);
create index entries_act on people.entries (act) where act is not null;
create index entries_retracted on people.entries (retracted_act) where retracted_act is not null;
create index entries_key on people.entries (kind, key) where retracted_at is null and kind in ('company', 'household', 'brought-by', 'tag');
create index entries_tasks on people.entries ((value ->> 'due')) where retracted_at is null and kind = 'task';

create table people.purchases (
  id uuid primary key,
  identity uuid not null references people.identities (id) on delete cascade,
  at timestamptz not null,
  amount_minor bigint,
  currency text,
  number text,
  items jsonb not null default '[]'
);
create index purchases_identity on people.purchases (identity, at);
create index purchases_at on people.purchases (at);

-- Persons whose card is to be made anew. `mark` tells whether more happened while it was made.
create sequence people.marks;
create table people.stale (
  person uuid primary key,
  mark bigint not null default nextval('people.marks'),
  since timestamptz not null default now()
);
create index stale_order on people.stale (mark);

-- What the list shows, sorts and filters by: derived from everything above, made anew at any time.
create table people.cards (
  person uuid primary key,
  name text not null,
  sort_name text not null,
  searched text not null,
  avatar_url text,
  bio text,
  bot boolean not null,
  channels text[] not null,
  identities integer not null,
  tags text[] not null,
  companies uuid[] not null,
  owner text,
  ours boolean not null,
  stage text,
  stage_since timestamptz,
  held boolean not null,
  depth smallint not null,
  acts integer not null,
  followers integer not null,
  first_at timestamptz not null,
  last_at timestamptz not null,
  purchases integer not null,
  last_purchase_at timestamptz,
  spent_minor bigint not null,
  currency text,
  alive real,
  expected_purchases real,
  expected_minor bigint,
  next_purchase_at timestamptz,
  edition integer not null,
  -- When the passing of time alone may move them; null when it cannot.
  recheck_at timestamptz
);
create index cards_recent on people.cards (last_at desc, person desc);
create index cards_first on people.cards (first_at desc, person desc);
create index cards_followers on people.cards (followers desc, person desc);
create index cards_name on people.cards (sort_name, person);
create index cards_spent on people.cards (spent_minor desc, person desc);
create index cards_expected on people.cards (coalesce(expected_minor, -1) desc, person desc);
create index cards_stage on people.cards (stage, last_at desc, person desc);
create index cards_owner on people.cards (owner, last_at desc, person desc) where owner is not null;
create index cards_ours on people.cards (last_at desc, person desc) where ours;
create index cards_tags on people.cards using gin (tags) where tags <> '{}';
create index cards_companies on people.cards using gin (companies) where companies <> '{}';
create index cards_prefix on people.cards (sort_name text_pattern_ops);
create index cards_searched on people.cards using gin (searched gin_trgm_ops);
create index cards_recheck on people.cards (recheck_at) where recheck_at is not null;
create index cards_edition on people.cards (edition);
create index cards_buyers on people.cards (person) where purchases > 0;

-- Moves between stages. Appended only; by the identity that gave the person its id at the time.
create table people.moves (
  id uuid primary key,
  identity uuid not null references people.identities (id) on delete cascade,
  at timestamptz not null,
  noted_at timestamptz not null default now(),
  from_stage text,
  to_stage text not null,
  because jsonb not null
);
-- What is noted twice is one move.
create unique index moves_identity on people.moves (identity, at, to_stage);
create index moves_at on people.moves (at);

create table people.life_cycles (
  edition integer primary key,
  stages jsonb not null,
  at timestamptz not null default now(),
  by_name text
);

create table people.value_models (
  id uuid primary key,
  at timestamptz not null default now(),
  state text not null check (state in ('ready', 'too-little')),
  model jsonb not null
);
create index value_models_at on people.value_models (at desc);

create table people.companies (
  id uuid primary key,
  name text not null,
  domains text[] not null default '{}',
  note text not null default '',
  created_at timestamptz not null default now(),
  source text not null default 'hand',
  removed_at timestamptz
);
create index companies_name on people.companies (lower(name), id) where removed_at is null;
create index companies_domains on people.companies using gin (domains) where removed_at is null;
create index companies_search on people.companies using gin (lower(name) gin_trgm_ops) where removed_at is null;

create table people.views (
  id uuid primary key,
  name text not null,
  member text not null,
  member_name text not null,
  shared boolean not null,
  search jsonb not null,
  columns text[] not null,
  at timestamptz not null default now()
);
create index views_member on people.views (member);
create table people.list_columns (
  member text primary key,
  columns text[] not null
);

-- Somebody joined, split or removed: whoever is left gets a new card, and nothing of the gone stays in one.
create function people.regrouped() returns trigger language plpgsql as $$
begin
  insert into people.stale (person) values (old.person), (new.person) on conflict (person) do update set mark = nextval('people.marks');
  return null;
end $$;
create trigger identities_regrouped after update of person on people.identities
  for each row when (old.person is distinct from new.person) execute function people.regrouped();

create function people.gone() returns trigger language plpgsql as $$
begin
  delete from people.cards where person in (select person from gone);
  delete from people.stale where person in (select person from gone) and not exists (select from people.identities i where i.person = stale.person);
  insert into people.stale (person) select distinct i.person from people.identities i where i.person in (select person from gone)
    on conflict (person) do update set mark = nextval('people.marks');
  return null;
end $$;
create trigger identities_gone after delete on people.identities
  referencing old table as gone for each statement execute function people.gone();

insert into people.stale (person) select distinct person from people.identities;
