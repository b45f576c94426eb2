-- What is known of customers besides their names.

ALTER TABLE contact ADD COLUMN reach_percent INTEGER NOT NULL DEFAULT 100; -- model::reachPercent(); 100 = not told
ALTER TABLE contact ADD COLUMN erased_until INTEGER NOT NULL DEFAULT 0;    -- what they wrote until then was erased, and is not taken again

-- Of erased conversations with customers, what the shop wrote: not taken again either.
CREATE TABLE erased_reply (
    account_id INTEGER NOT NULL REFERENCES account(id),
    remote_id  TEXT    NOT NULL,
    PRIMARY KEY (account_id, remote_id)
) STRICT, WITHOUT ROWID;
