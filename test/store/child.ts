import { acceptImport } from '../../src/core/import-answer.ts';
import { StoreError } from '../../src/store/error.ts';
import { openAt } from './files.ts';
import { checkedImport } from './import-story.ts';
import { accepted, MONDAY, makeCast, makeMember, makePlan, WORKSPACE } from './make.ts';

/**
 * A Cairn in a process of its own, for tests that end it: `child.ts <what> <path> [migrations]`. It prints a line whenever
 * something is done.
 */
const [what, path = '', migrations] = process.argv.slice(2);

const say = (line: string) => process.stdout.write(`${line}\n`);

async function open() {
  if (migrations) say('migrating');
  return openAt(path, migrations ? { migrations } : {});
}

async function tellWhether(): Promise<void> {
  try {
    await (await open()).close();
    say('opened');
  } catch (error) {
    say(
      JSON.stringify(error instanceof StoreError ? { code: error.code, words: error.message } : { bug: String(error) }),
    );
  }
}

/** Writes one delivery after the other, and says which once it is written. */
async function write(): Promise<never> {
  const store = await open();
  say('open');
  for (let n = 1; ; n += 1) {
    await store.deliveries.first(`${process.pid} ${n}`, MONDAY);
    say(`${process.pid} ${n}`);
  }
}

/** Changes the pairing of Ada and Ben again and again, each time with a nudge, and says how often once it is written. */
async function climb(): Promise<never> {
  const store = await open();
  const ada = (await store.members.find(WORKSPACE, 'UADA')) ?? (await makeCast(store)).ada;
  const [pair] = await store.pairings.ofMember(ada.id, MONDAY);
  if (!pair) throw new Error('Ada and Ben were paired');
  say('open');
  for (;;) {
    const changed = await store.pairings.change(WORKSPACE, pair.pairing.id, MONDAY, (it) => ({
      pairing: { ladder: it.pairing.ladder + 1 },
      plan: [makePlan(it, { occurrence: `rung ${it.pairing.ladder + 1}` })],
    }));
    say(String(accepted(changed).pair.pairing.ladder));
  }
}

/** Says yes to an import of a thousand pairs. */
async function importPairs(): Promise<void> {
  const store = await open();
  const id = await checkedImport(store, 1_000);
  say('ready');
  accepted(await store.imports.accept(WORKSPACE, id, MONDAY, (facts) => acceptImport(facts, 'UCLEO', MONDAY)));
  say('imported');
  setInterval(() => {}, 1000);
}

/** Writes members until the disk is full, then frees what `path.ballast` takes and writes one more. */
async function fill(): Promise<void> {
  const { rmSync, writeFileSync } = await import('node:fs');
  writeFileSync(`${path}.ballast`, Buffer.alloc(512 * 1024));
  const store = await open();
  let written = 0;
  try {
    for (;;) {
      await makeMember(store, `${written} ${'x'.repeat(2000)}`);
      written += 1;
    }
  } catch (error) {
    say(
      JSON.stringify(error instanceof StoreError ? { code: error.code, words: error.message } : { bug: String(error) }),
    );
  }
  const last = await store.members.find(WORKSPACE, `U${written} ${'X'.repeat(2000)}`);
  rmSync(`${path}.ballast`);
  const next = await makeMember(store, 'Ada');
  await store.close();
  const again = await openAt(path);
  const kept = await again.members.find(WORKSPACE, `U${written - 1} ${'X'.repeat(2000)}`);
  say(
    JSON.stringify({
      last,
      next: next.name,
      kept: kept !== null,
      ada: (await again.members.find(WORKSPACE, 'UADA'))?.name,
    }),
  );
  await again.close();
}

if (what === 'hold') {
  await open();
  say('open');
  setInterval(() => {}, 1000);
} else if (what === 'tell') await tellWhether();
else if (what === 'write') await write();
else if (what === 'climb') await climb();
else if (what === 'import') await importPairs();
else if (what === 'fill') await fill();
else throw new Error(`${what} is nothing this child does`);
