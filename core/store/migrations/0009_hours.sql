-- Accounts that have the shop's hours again, and names of holidays.

ALTER TABLE hours_version ADD COLUMN as_shop INTEGER NOT NULL DEFAULT 0; -- 1: from then on as the shop, without a week
ALTER TABLE hours_exception ADD COLUMN name TEXT NOT NULL DEFAULT '';    -- "Christmas"; on each row of its date
