-- Public messages of customers are hidden from others and liked, where the platform has it.

ALTER TABLE account ADD COLUMN can_hide INTEGER NOT NULL DEFAULT 0; -- the platform hides a customer's public message on our word
ALTER TABLE account ADD COLUMN can_like INTEGER NOT NULL DEFAULT 0; -- and has likes
UPDATE account SET can_hide = 1 WHERE platform IN ('facebook', 'instagram', 'threads');
UPDATE account SET can_like = 1 WHERE platform IN ('facebook', 'mastodon', 'bluesky');

-- How a deed stands with a message; none = not done, not wished, possible where the account can.
CREATE TABLE message_deed (
    message_id INTEGER NOT NULL REFERENCES message(id) ON DELETE CASCADE, -- inbound, public
    kind       TEXT    NOT NULL,             -- hide, like
    account_id INTEGER NOT NULL REFERENCES account(id),
    done       INTEGER NOT NULL DEFAULT 0,   -- 1: by the platform's word
    barred     INTEGER NOT NULL DEFAULT 0,   -- 1: not with this message, by the platform's word
    wished     INTEGER,                      -- what the platform is still to be told: 1 = done, 0 = taken back; NULL = nothing
    attempts   INTEGER NOT NULL DEFAULT 0,   -- to tell it; more than 0: it may have heard of one
    not_before INTEGER NOT NULL DEFAULT 0,   -- the next attempt
    refusal    TEXT    NOT NULL DEFAULT '',  -- why the latest wish was given up, one sentence
    PRIMARY KEY (message_id, kind)
) STRICT, WITHOUT ROWID;
CREATE INDEX message_deed_wished ON message_deed (account_id, not_before, message_id) WHERE wished IS NOT NULL;
