-- An import brings two ties and two waiting profiles a row; looking up each of their identities again, to be told that it was written a moment ago, took a quarter of its time.
-- Ties are written and identities removed under one lock (holdPeople), and waiting is noted by the statement that writes the identity: nothing can come between.
alter table people.links drop constraint links_a_fkey, drop constraint links_b_fkey;
alter table people.unplaced drop constraint unplaced_identity_fkey;

-- What went with an identity by those checks goes with it here, for all of a statement at once.
create function people.gone_with() returns trigger language plpgsql as $$
begin
  delete from people.links where a in (select id from gone);
  delete from people.links where b in (select id from gone);
  delete from people.unplaced where identity in (select id from gone);
  return null;
end $$;
create trigger identities_gone_with after delete on people.identities
  referencing old table as gone for each statement execute function people.gone_with();
