/**
 * A parameter that is compared with a text column, for statements that several plans could answer. SQLite looks into a bare one to guess how
 * many rows have that value (`sqlite3ExprIsInteger` in https://sqlite.org/src/file/src/expr.c), and then plans the statement anew for every
 * value, which takes ten times as long as to run it.
 */
export function text(parameter: string): string {
  return `CAST(${parameter} AS TEXT)`;
}

/** The same for a column of whole numbers. */
export function whole(parameter: string): string {
  return `CAST(${parameter} AS INTEGER)`;
}

/** SQLite and its driver know no booleans: 1 for true. */
export function toBit(truth: boolean): 0 | 1 {
  return truth ? 1 : 0;
}

/** The boolean that `toBit` wrote. */
export function fromBit(bit: number): boolean {
  return bit === 1;
}

/** What an id of the database itself refers to. */
export function known<T>(row: T | null, id: string): T {
  if (row === null) throw new Error(`The database refers to ${id}, which it does not have.`);
  return row;
}
