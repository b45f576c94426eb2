-- When an account's platform last said who it is and what its sign-in may do. 0 = before this was noted: it is
-- asked at the next check.

ALTER TABLE account ADD COLUMN verified_at INTEGER NOT NULL DEFAULT 0; -- Unix milliseconds
