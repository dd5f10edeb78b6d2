alter table contact_wave drop constraint contact_wave_way;
alter table contact_wave add constraint contact_wave_way
  check (way in ('letter', 'sms', 'zalo', 'email', 'call', 'visit'));
comment on table contact_message is 'One reminder to one case: on a list for the sender, or its way through the gateway or the mail server. Its id is the idempotency key and the Message-ID. Neither number, address, text nor link is kept; they are made again when it goes out. It goes with the erasure.';
