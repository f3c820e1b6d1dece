-- Commitments of a pairing in the order in which they were made, for reports on a period; it also counts them as the one before did.

DROP INDEX commitments_made;
CREATE INDEX commitments_made ON commitments (pairing_id, created_at, state);
