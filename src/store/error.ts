/** What keeps the store from opening, reading or writing. */
export type StoreProblem =
  | 'is_a_folder'
  | 'folder_unusable'
  | 'not_a_database'
  | 'corrupt'
  | 'other_application'
  | 'newer_version'
  | 'edited_migration'
  | 'migration_failed'
  | 'in_use'
  | 'read_only'
  | 'disk_full'
  | 'disk_failure'
  | 'sqlite_too_old'
  | 'backup_exists'
  | 'no_audit_log'
  | 'no_such_cohort';

/** A reason in plain words why the store cannot open or write: `message` is one sentence or two for whoever runs Cairn. */
export class StoreError extends Error {
  readonly code: StoreProblem;

  constructor(code: StoreProblem, words: string, cause?: unknown) {
    super(words, { cause });
    this.name = 'StoreError';
    this.code = code;
  }
}
