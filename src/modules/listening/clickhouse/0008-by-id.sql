-- What passes a mention on names it by its id alone.
alter table rapport.mentions add index if not exists id_filter id type bloom_filter(0.01) granularity 4
---
alter table rapport.mentions materialize index id_filter
