-- When an identity was first noted here. The identity noted first gives its person the id, so that ids last.
alter table people.identities add column created_at timestamptz not null default now();
-- An address that many use: what is tied to it by rule is not one person because of it.
alter table people.identities add column shared boolean not null default false;

-- What somebody did to links in one go, to be undone in one go.
create table people.link_acts (
  id uuid primary key,
  deed text not null check (deed in ('join', 'split', 'apart', 'allow', 'undo-link', 'accept', 'refuse', 'never', 'accept-many', 'undo')),
  by_kind text not null,
  by_id text not null,
  by_name text not null,
  at timestamptz not null,
  undone_at timestamptz,
  undone_by text
);
create index link_acts_recent on people.link_acts (at desc, id desc);

-- Ties between two identities. A row is never rewritten: it begins, and ends at most once.
create table people.links (
  id uuid primary key,
  a uuid not null references people.identities on delete cascade,
  b uuid not null references people.identities on delete cascade,
  kind text not null check (kind in ('rule', 'proof', 'probability', 'hand')),
  -- What the link rests on: `identify`, `rel-me`, `profile`, `hand` …; with kind and identities it names the claim.
  basis text not null,
  -- `offered`: to be judged by somebody. `waiting`: a claim that nobody has verified.
  state text not null check (state in ('standing', 'offered', 'waiting', 'undone', 'refused')),
  evidence jsonb not null,
  -- Log odds that the two are one person; null where it is certain by its kind.
  bits double precision,
  made_at timestamptz not null,
  made_by text not null,
  made_act uuid references people.link_acts,
  ended_at timestamptz,
  ended_by text,
  -- Why: `hand`, `evidence-gone`, `verified`, `stronger`, `weaker`.
  ended_because text,
  ended_act uuid references people.link_acts,
  check (a < b)
);
create unique index links_claim on people.links (a, b, kind, basis) where state in ('standing', 'offered', 'waiting');
create index links_a on people.links (a);
create index links_b on people.links (b);
create index links_offered on people.links (bits desc, id desc) where state = 'offered';
create index links_made_act on people.links (made_act) where made_act is not null;
create index links_ended_act on people.links (ended_act) where ended_act is not null;

-- "Never join these": wins over every link.
create table people.apart (
  id uuid primary key,
  a uuid not null references people.identities on delete cascade,
  b uuid not null references people.identities on delete cascade,
  made_at timestamptz not null,
  made_by text not null,
  made_act uuid references people.link_acts,
  ended_at timestamptz,
  ended_by text,
  ended_act uuid references people.link_acts,
  check (a < b)
);
create unique index apart_standing on people.apart (a, b) where ended_at is null;
create index apart_b on people.apart (b);
create index apart_made_act on people.apart (made_act) where made_act is not null;
create index apart_ended_act on people.apart (ended_act) where ended_act is not null;

-- Addresses known to be shared, or known not to be. `pattern` is an address, or a mail box at any host: `info@*`.
create table people.shared_addresses (
  channel text not null,
  pattern text not null,
  shared boolean not null default true,
  -- `role`: a box that a company uses. `names`: used under names that are not one person's. `hand`: somebody said so.
  because text not null check (because in ('role', 'names', 'hand')),
  -- Names it was seen with, a few.
  names text[] not null default '{}',
  by_name text not null default 'Rapport',
  at timestamptz not null default now(),
  primary key (channel, pattern)
);
insert into people.shared_addresses (channel, pattern, because)
select 'mail', box || '@*', 'role' from unnest(array[
  'info', 'sales', 'support', 'contact', 'hello', 'office', 'admin', 'administration', 'accounts', 'accounting', 'billing', 'finance', 'invoice', 'invoices',
  'service', 'customerservice', 'help', 'helpdesk', 'mail', 'marketing', 'press', 'jobs', 'hr', 'team', 'reception', 'orders', 'order', 'shop', 'webmaster', 'postmaster',
  'hostmaster', 'abuse', 'noreply', 'no-reply', 'donotreply', 'newsletter', 'verkoop', 'klantenservice', 'klantendienst', 'boekhouding', 'administratie', 'onthaal',
  'vente', 'ventes', 'comptabilite', 'facturation', 'accueil', 'kontakt', 'vertrieb', 'buchhaltung', 'rechnung', 'ventas', 'contacto', 'facturacion']) as box;
