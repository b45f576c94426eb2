-- Platforms that take money, and replies that they take only from whoever was addressed.

ALTER TABLE reply_capability ADD COLUMN only_if_addressed INTEGER NOT NULL DEFAULT 0;     -- only to a message that mentions or quotes us
ALTER TABLE reply_capability ADD COLUMN price_micros INTEGER NOT NULL DEFAULT 0;          -- of one reply, millionths of a US dollar
ALTER TABLE reply_capability ADD COLUMN price_with_url_micros INTEGER NOT NULL DEFAULT 0; -- of one with a URL

-- What an account has cost, by UTC day (the platforms' own) and by what was charged for.
CREATE TABLE cost (
    account_id INTEGER NOT NULL REFERENCES account(id),
    day        INTEGER NOT NULL,             -- UTC days since 1970-01-01
    kind       TEXT    NOT NULL,             -- the adapter's name for it: post_read, reply …
    items      INTEGER NOT NULL DEFAULT 0,
    micros     INTEGER NOT NULL DEFAULT 0,   -- millionths of a US dollar, by the prices of that time
    PRIMARY KEY (account_id, day, kind)
) STRICT, WITHOUT ROWID;

-- What was charged for today: the same item is not charged for twice a day. Older days are deleted.
CREATE TABLE charged_item (
    account_id INTEGER NOT NULL REFERENCES account(id),
    day        INTEGER NOT NULL,
    kind       TEXT    NOT NULL,
    item       TEXT    NOT NULL,             -- the platform's id
    PRIMARY KEY (account_id, day, kind, item)
) STRICT, WITHOUT ROWID;
