-- INSERT OR REPLACE deletes without asking the triggers of DELETE (https://sqlite.org/lang_conflict.html), so a line could be replaced.
CREATE TRIGGER audit_is_not_replaced BEFORE INSERT ON audit WHEN EXISTS (SELECT 1 FROM audit WHERE number = NEW.number)
BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
