-- What decides whether a reply is possible: one private reply to a public message, and missing permissions. And
-- where else a customer writes.

ALTER TABLE message ADD COLUMN private_reply INTEGER NOT NULL DEFAULT 0; -- to it, by the platform's word: 1 is taken, 2 is not; 0 = it did not say

ALTER TABLE reply_capability ADD COLUMN private_reply_ms INTEGER NOT NULL DEFAULT 0; -- > 0: to a public message one, within this time after it
ALTER TABLE reply_capability ADD COLUMN missing_permission TEXT NOT NULL DEFAULT ''; -- what the sign-in lacks for it
ALTER TABLE account ADD COLUMN missing_permissions TEXT NOT NULL DEFAULT '';         -- asked for and not given, separated by spaces

CREATE INDEX conversation_of_customer ON conversation (customer_id, last_at, id) WHERE listed = 1;
