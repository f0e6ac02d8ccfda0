// What became of messages, beside what their writers wanted.
import { built } from './built.mjs';

const { rightOf } = await built('rights');

const families = {
  'approve.strong': 'approve',
  'approve.clear': 'approve',
  'approve.soft': 'approve',
  'reject.clear': 'reject',
};
const familyOf = (meaning) => families[meaning] ?? meaning;

/** `{ meaning, way }`: how a reading is met. `told`: by its certain or composed meaning; `served`, `asked`: as proposed. */
const metBy = (reading) => {
  const right = rightOf(reading.proposed);
  if (right === 'serve') return { meaning: familyOf(reading.proposed.meaning), way: 'told' };
  if (right === 'ask') return { meaning: familyOf(reading.proposed.meaning), way: 'asked' };
  return { meaning: familyOf(reading.meaning), way: reading.meaning === 'approve.soft' ? 'asked' : 'told' };
};

/** Intents that lead to the same place. */
const same = [
  ['stoppedUnclearly', 'mute'],
  ['ambiguous', 'unknown', 'question'],
  ['send_report', 'askedForStatement'],
];
const isSame = (one, other) =>
  one === other || same.some((group) => group.includes(one) && group.includes(other));

const isFigure = (reading) => reading.mentions.figures.length > 0 || reading.meaning === 'reject.partial';

const judge = (line, reading) => {
  const met = metBy(reading);
  const isRight =
    line.intent === 'figure'
      ? isFigure(reading) || met.meaning === 'unknown'
      : isSame(met.meaning, line.intent);
  const isClear = line.strength === 'clear';
  return {
    met,
    isRight,
    isExact: isRight && (met.way === 'told' || !isClear || !mustBeDone.test(line.intent)),
    falseYes: reading.meaning === 'approve.strong' && line.intent !== 'approve',
    falseRecap: reading.meaning === 'approve.clear' && line.intent !== 'approve',
    falseNo:
      (reading.meaning === 'reject' || reading.meaning === 'reject.clear') &&
      !/^(reject|verify|refuse|feedback.neg|disputed|consent.refuse)/.test(line.intent),
    falseStop: reading.meaning === 'stoppedNotices' && line.intent !== 'stoppedNotices',
    falseErasure: reading.meaning === 'askedForErasure' && line.intent !== 'askedForErasure',
  };
};

/** Clear words of these are met at once (a recap, an answer, an end); other acts are asked back, whoever proposed them. */
const mustBeDone =
  /^(approve|reject|stoppedNotices|asked|opened|human|wanted|resend|send_report|greet|ack|defer|question)$|^(asked(?!For(Erasure|Access)))|^opened/;

const share = (some, all) => (all === 0 ? null : some / all);

/** Wishes of the conversation (docs/understanding.md names them). */
const isWish = (intent) => /^(asked|opened|human|wanted|resend|send_report)/.test(intent);

export const tableOf = (lines, readReply) => {
  const rows = {};
  const add = (name, line, judged) => {
    const row = (rows[name] ??= {
      n: 0,
      right: 0,
      exact: 0,
      clear: 0,
      recap: 0,
      wishes: 0,
      served: 0,
      stops: 0,
      obeyed: 0,
      falseYes: 0,
      falseRecap: 0,
      falseNo: 0,
      falseStop: 0,
      falseErasure: 0,
    });
    row.n += 1;
    for (const key of ['falseYes', 'falseRecap', 'falseNo', 'falseStop', 'falseErasure'])
      row[key] += judged[key] ? 1 : 0;
    row.right += judged.isRight ? 1 : 0;
    row.exact += judged.isExact ? 1 : 0;
    if ((line.intent === 'approve' || line.intent === 'reject') && line.strength === 'clear') {
      row.clear += 1;
      row.recap += judged.isRight && judged.met.way === 'told' ? 1 : 0;
    }
    if (isWish(line.intent)) {
      row.wishes += 1;
      row.served += judged.isRight && judged.met.way === 'told' ? 1 : 0;
    }
    if (line.intent === 'stoppedNotices') {
      row.stops += 1;
      row.obeyed += judged.met.way === 'told' && judged.isRight ? 1 : 0;
    }
  };
  const wrong = [];
  const met = [];
  for (const line of lines) {
    const reading = readReply(line.text);
    const judged = judge(line, reading);
    met.push({ intent: line.intent, meaning: judged.isRight ? line.intent : judged.met.meaning });
    if (!judged.isRight) wrong.push({ ...line, as: judged.met.meaning, way: judged.met.way });
    for (const name of ['all', line.language, `${line.language} ${line.intent}`]) add(name, line, judged);
  }
  const table = Object.fromEntries(
    Object.entries(rows).map(([name, row]) => [
      name,
      {
        n: row.n,
        right: share(row.right, row.n),
        exact: share(row.exact, row.n),
        recap: share(row.recap, row.clear),
        served: share(row.served, row.wishes),
        obeyed: share(row.obeyed, row.stops),
        falseYes: row.falseYes,
        falseRecap: row.falseRecap,
        falseNo: row.falseNo,
        falseStop: row.falseStop,
        falseErasure: row.falseErasure,
      },
    ]),
  );
  return { table, wrong, met };
};
