// What planning one message costs: `npm run build && node bench/plan.mjs [messages]`. Each message is planned with other facts than the one before
// it: windows open and closed, quiet hours, templates with values, budgets. Prints microseconds a message: median and 99th percentile of rounds of 1,000.
import { performance } from 'node:perf_hooks';
import { median, percentile } from './statistics.mjs';

/** Of what was built: named at run time, since it is no part of the sources. */
const { planMessage } = await import(new URL('../dist/src/delivery/plan-message.js', import.meta.url).href);

const messages = Number(process.argv[2] ?? 500_000);
const perRound = 1_000;
const now = new Date('2026-11-24T10:00:00.000Z');
const hour = 60 * 60_000;
const at = (milliseconds) => new Date(now.getTime() + milliseconds);

const values = Array.from({ length: 8 }, (_, n) => ({
  name: `value_${n}`,
  value: `1.250,340 g has (B) ${n}`,
}));
const template = { name: 'recon_letter_ready_v1', language: 'tr', parameters: values, buttonPayloads: [] };
const rendered = {
  ...{ text: 'Bakiye '.repeat(90), kind: 'buttons', choices: [], listButton: null, document: null },
  template,
};

/** One of four: a letter outside the window, an answer inside, a notice at night, a reminder without money. */
const factsOf = (n) => ({
  ...{ now, notAfter: at(hour), isReleased: false, channelUntil: null, unreachable: null, unwanted: null },
  message: {
    ...{ class: n % 4 === 1 ? 'reply' : 'notify', prompt: 'notice.movement', rendered },
    ...{ to: { phone: '+905000000101', userId: null }, forceTemplate: false },
    ...(n % 4 === 1 ? {} : { isUnasked: true }),
  },
  quietUntil: n % 4 === 2 ? at(hour) : null,
  capUntil: null,
  windowExpiresAt: n % 4 === 1 ? at(hour) : null,
  isEarly: n % 2 === 0,
  ...{ templateUntil: null, paceUntil: null, reachUntil: null },
  unpaidUntil: n % 4 === 3 ? at(hour) : null,
});

const facts = Array.from({ length: perRound }, (_, n) => factsOf(n));
const rounds = [];
const verdicts = {};
for (let round = 0; round < messages / perRound; round += 1) {
  const begun = performance.now();
  for (const one of facts) planMessage(one);
  rounds.push(((performance.now() - begun) * 1_000) / perRound);
}
for (const one of facts) {
  const { verdict } = planMessage(one);
  verdicts[verdict] = (verdicts[verdict] ?? 0) + 1;
}
console.log(
  `${messages} messages, µs each: median ${median(rounds).toFixed(2)}, p99 ${percentile(rounds, 0.99).toFixed(2)}`,
);
console.log(`of ${perRound}: ${JSON.stringify(verdicts)}`);
