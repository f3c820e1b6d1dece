/** A reason that may be said aloud: `code` for tests and logs, `words` for the person, saying what to do next. */
export type Refusal = { refused: string; words: string };

/** Makes a refusal. */
export function refuse(code: string, words: string): Refusal {
  return { refused: code, words };
}

/** Tells a refusal from any other answer. */
export function isRefusal(answer: unknown): answer is Refusal {
  return typeof answer === 'object' && answer !== null && 'refused' in answer;
}
