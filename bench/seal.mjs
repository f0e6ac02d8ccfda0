// Microseconds of the main thread to seal and to open one value, as the repositories do it: plain data with dates to BSON,
// BSON into AES-GCM, and back; and for a pseudonym, of the same number again and of ever new ones. The fastest of thirty
// rounds of 2,000, as other work on the machine only ever adds. `npm run build && node bench/seal.mjs`.
import { performance } from 'node:perf_hooks';

// Named at run time: what is built is no part of the house that the imports of the sources draw.
const built = (file) => import(new URL(`../dist/src/${file}`, import.meta.url).href);
const { makeSecretBox } = await built('channels/secret-box.js');
const { Vault } = await built('storage/vault.js');

const box = makeSecretBox('t_demo', [Buffer.alloc(32, 7)]);
const vault = new Vault(() => box);

const dialog = (n) => ({
  snapshot: {
    machine: 'balance',
    version: 3,
    value: { asking: 'period' },
    context: { customerRef: 'C-1042', amount: '1250.50', asked: new Date(1_700_000_000_000 + n), tries: n },
  },
  request: { requestId: `req_${n}`, at: new Date(1_700_000_000_000), text: 'Hesap özetim lütfen' },
});
const stateOf = (dialogs) => ({
  language: 'tr',
  mode: 'bot',
  dialogs: Array.from({ length: dialogs }, (_, n) => dialog(n)),
});

const rounds = 30;
const perRound = 2000;

function measure(name, operation) {
  let best = Infinity;
  for (let round = 0; round < rounds; round += 1) {
    const started = performance.now();
    for (let n = 0; n < perRound; n += 1) operation(round * perRound + n);
    best = Math.min(best, ((performance.now() - started) * 1000) / perRound);
  }
  console.log(`${name.padEnd(36)} ${best.toFixed(2).padStart(7)} us`);
}

for (const dialogs of [1, 4, 12]) {
  const state = stateOf(dialogs);
  const sealed = vault.seal('t_demo', 'conversations', 'cnv_01', 'state', state);
  const plain = Buffer.alloc(sealed.position, 'x');
  const place = { collection: 'conversations', docId: 'cnv_01', field: 'state' };
  const bytes = box.seal(place, plain);
  measure(`seal ${sealed.position} B, value`, () =>
    vault.seal('t_demo', 'conversations', 'cnv_01', 'state', state),
  );
  measure(`seal ${sealed.position} B, bytes alone`, () => box.seal(place, plain));
  measure(`open ${sealed.position} B, value`, () =>
    vault.open('t_demo', 'conversations', 'cnv_01', 'state', sealed),
  );
  measure(`open ${sealed.position} B, bytes alone`, () => box.open(place, bytes));
}
measure('pseudonym, one of 200 numbers', (n) => vault.pseudonym('t_demo', `phone:9053200000${n % 200}`));
measure('pseudonym, a new number each time', (n) => vault.pseudonym('t_demo', `phone:905320${n}`));
