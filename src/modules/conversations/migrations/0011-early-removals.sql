-- What was taken back at its source before we heard of it: kept for a while, so that its words do not stay when they come.
create table conversations.early_removals (
  interaction uuid primary key,
  kept_at timestamptz not null
);
create index early_removals_kept on conversations.early_removals (kept_at);
