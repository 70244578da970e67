alter table rapport.interactions add column if not exists private UInt8 default 0
