-- Which cascade each mention belongs to: the id of the post that began it, heard or not. All zeros: not gathered yet.
alter table rapport.mentions add column if not exists cascade UUID default toUUID('00000000-0000-0000-0000-000000000000')
---
alter table rapport.mentions add index if not exists cascade_filter cascade type bloom_filter(0.01) granularity 4
---
-- Cascades on their way into mentions that were there before: filled, joined in by one update, emptied.
create table if not exists rapport.gathering (
  -- The last eight bytes of the id, as a table of this kind takes no UUID for a key.
  key UInt64,
  cascade UUID
) engine = Join(any, left, key)
