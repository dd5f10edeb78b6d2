-- Drafts that the link alone opens: the devices that wrote them keep their answers and hand in anew, under
-- a key that the link alone does not give.
delete from draft;
comment on table draft is 'Unfinished answers, sealed under a key that follows from the token of the link and a code that the person''s device has made and the server does not store, as does the name, and once more under a key that the count destroys: no column leads from a draft to an invitation, no copy of the database opens one, and no holder of a slip. It goes with the receipt, at the closing, and after 30 days without a change.';
