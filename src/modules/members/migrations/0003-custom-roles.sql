-- Roles as the company builds them: a built-in role as the ceiling, less of its permissions, and a part of the conversations.
create table members.custom_roles (
  id uuid primary key,
  name text not null check (name <> ''),
  -- What it can never exceed. Nobody limits an owner.
  base text not null check (base in ('manager', 'agent', 'analyst', 'guest')),
  permissions text[] not null,
  -- null: all conversations. Else {"accounts": [], "teams": "own" or [], "labels": [], "teamless": false}.
  reach jsonb,
  created_at timestamptz not null default now()
);
create unique index custom_roles_name on members.custom_roles (lower(name));

alter table members.members add column custom_role uuid references members.custom_roles;
alter table members.invitations add column custom_role uuid references members.custom_roles on delete cascade;
create index on members.members (custom_role) where custom_role is not null;
