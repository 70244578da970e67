create schema history;
-- Which interactions are in history, so that taking one in twice is the same as once.
create table history.known (
  id uuid primary key,
  -- First 64 bits of a SHA-256 of what was said; another value for the same id is a revision.
  content bigint not null,
  removed_at timestamptz
);
