/** SQLite and its driver know no booleans: 1 for true. */
export function toBit(truth: boolean): 0 | 1 {
  return truth ? 1 : 0;
}

/** The boolean that `toBit` wrote. */
export function fromBit(bit: number): boolean {
  return bit === 1;
}
