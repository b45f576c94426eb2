-- A public message whose platform takes one private reply to it, once and for a time.

ALTER TABLE message ADD COLUMN private_reply INTEGER NOT NULL DEFAULT 0; -- a private reply to it: 1 is taken, 2 is not, by the platform's word; 0 = it did not say
