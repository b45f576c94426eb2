-- What a platform with conversations of its own, with settings and with hidden posts needs.

ALTER TABLE account ADD COLUMN private_messages TEXT NOT NULL DEFAULT '';   -- probed: yes, no; '' = can't be asked
ALTER TABLE account ADD COLUMN followers_audience TEXT NOT NULL DEFAULT ''; -- the platform's word for "all our followers"; '' = none
UPDATE account SET followers_audience = 'private' WHERE platform = 'mastodon' AND software = 'mastodon';

-- What the owner has set for one account, by the adapter's own names. What is not here is as the adapter has it.
CREATE TABLE account_setting (
    account_id INTEGER NOT NULL REFERENCES account(id),
    name       TEXT    NOT NULL,
    value      TEXT    NOT NULL,
    PRIMARY KEY (account_id, name)
) STRICT, WITHOUT ROWID;

ALTER TABLE reply_capability ADD COLUMN byte_limit INTEGER NOT NULL DEFAULT 0; -- besides length_limit; 0 = none
ALTER TABLE conversation ADD COLUMN remote_id TEXT NOT NULL DEFAULT '';        -- the platform's own id of a private one
ALTER TABLE message ADD COLUMN sight TEXT NOT NULL DEFAULT '';                 -- '' shown; gone, blocked: the platform names it and shows nothing

ALTER TABLE outbox ADD COLUMN foreseen_id TEXT NOT NULL DEFAULT '';            -- the id that the reply will have, where we choose it

-- Conversations that the owner has read and whose platform is still to be told.
CREATE TABLE read_mark (
    conversation_id INTEGER PRIMARY KEY REFERENCES conversation(id),
    account_id      INTEGER NOT NULL REFERENCES account(id)
) STRICT;
CREATE INDEX read_mark_by_account ON read_mark (account_id);
