-- What a canned reply is found by, how else it can be worded, and what the owner says once for all of them.

ALTER TABLE canned_reply ADD COLUMN tags TEXT NOT NULL DEFAULT ''; -- one a line

CREATE TABLE canned_variant (
    canned_reply_id INTEGER NOT NULL REFERENCES canned_reply(id) ON DELETE CASCADE,
    place           INTEGER NOT NULL, -- as the owner ordered them
    platform        TEXT    NOT NULL, -- the adapter's folder name; '' = any
    language        TEXT    NOT NULL, -- of the customer, 'de'; '' = any
    text            TEXT    NOT NULL,
    PRIMARY KEY (canned_reply_id, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE own_field (
    name  TEXT PRIMARY KEY, -- 'shop.address', as it stands in placeholders
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- How often each was used is counted from what they answered.
CREATE INDEX lesson_by_canned_reply ON lesson (canned_reply_id, learnt_at, answer_id);
