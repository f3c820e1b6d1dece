/** A module of the sandbox's page that needs no browser. Its types are those that the caller names. */
export async function pageModule<Exports>(path: string): Promise<Exports> {
  return (await import(new URL(`../../src/sandbox/ui/${path}`, import.meta.url).href)) as Exports;
}
