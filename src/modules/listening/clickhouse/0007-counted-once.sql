-- Under which editions a post was counted before this row came. A row counts for a selection of
-- editions unless one of them counted its post before: so each post counts once, also in sums by the hour.
alter table rapport.mentions add column if not exists counted_before Array(UInt32)
---
create table if not exists rapport.counting (
  -- The last eight bytes of the id, as a table of this kind takes no UUID for a key.
  key UInt64,
  topics Array(UInt32)
) engine = Join(any, left, key)
---
truncate table rapport.counting
---
insert into rapport.counting
  select reinterpretAsUInt64(substring(UUIDToNum(id), 9, 8)) as key, groupUniqArray(topic) as topics
  from rapport.mentions group by id having count() > 1
  settings max_bytes_before_external_group_by = 500000000
---
alter table rapport.mentions update
  counted_before = arrayFilter(one -> one < topic, joinGet('rapport.counting', 'topics', reinterpretAsUInt64(substring(UUIDToNum(id), 9, 8))))
  where reinterpretAsUInt64(substring(UUIDToNum(id), 9, 8)) in (select key from rapport.counting)
---
drop table if exists rapport.counting
---
alter table rapport.mentions drop projection if exists by_hour
---
alter table rapport.mentions drop projection if exists by_hour_and_kind
---
alter table rapport.mentions drop projection if exists by_hour_and_feeling
---
alter table rapport.mentions drop projection if exists by_hour_and_intent
---
alter table rapport.mentions add projection if not exists by_hour (
  select topic, toStartOfHour(at, 'UTC'), repost, counted_before, count(), sum(followers), sum(engagement)
  group by topic, toStartOfHour(at, 'UTC'), repost, counted_before
)
---
alter table rapport.mentions add projection if not exists by_hour_and_kind (
  select topic, toStartOfHour(at, 'UTC'), repost, counted_before, channel, language, kind, count(), sum(followers), sum(engagement)
  group by topic, toStartOfHour(at, 'UTC'), repost, counted_before, channel, language, kind
)
---
alter table rapport.mentions add projection if not exists by_hour_and_feeling (
  select topic, toStartOfHour(at, 'UTC'), repost, counted_before, sentiment, count(), sum(followers), sum(engagement)
  group by topic, toStartOfHour(at, 'UTC'), repost, counted_before, sentiment
)
---
alter table rapport.mentions add projection if not exists by_hour_and_intent (
  select topic, toStartOfHour(at, 'UTC'), repost, counted_before, intent, urgency, count(), sum(followers), sum(engagement)
  group by topic, toStartOfHour(at, 'UTC'), repost, counted_before, intent, urgency
)
---
alter table rapport.mentions materialize projection by_hour
---
alter table rapport.mentions materialize projection by_hour_and_kind
---
alter table rapport.mentions materialize projection by_hour_and_feeling
---
alter table rapport.mentions materialize projection by_hour_and_intent
