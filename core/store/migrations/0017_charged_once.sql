-- A resource is charged for once a UTC day, whatever it was read as: a mention read again in its thread is not paid for twice.
DROP TABLE charged_item;
CREATE TABLE charged_item (
    account_id INTEGER NOT NULL REFERENCES account(id),
    day        INTEGER NOT NULL,
    item       TEXT    NOT NULL,             -- the adapter's name for the resource: "post:1899…"
    PRIMARY KEY (account_id, day, item)
) STRICT, WITHOUT ROWID;
