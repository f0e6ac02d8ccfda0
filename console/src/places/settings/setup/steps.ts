import type { Shape } from '../../../api/shapes.ts';

export type Check = Shape<'SetupCheck'>;
export type LastTest = NonNullable<Shape<'LastTestMessage'>['test']>;

/** What the server says about how far the set-up is. */
export interface SetupFacts {
  /** Of every number; empty: there is none. */
  checks: readonly Check[];
  hasCustomers: boolean;
  /** Accounts that can work or are invited, one's own among them. */
  people: number;
  test: LastTest | null;
  /** The platform took a message of ours, whichever. */
  hasSent: boolean;
}

const stepNames = ['number', 'templates', 'customers', 'people', 'test'] as const;
export type StepName = (typeof stepNames)[number];

/** `wait`: it goes on by itself; `mend`: something is wrong; `open`: not done. */
export type StepState = 'done' | 'wait' | 'mend' | 'open';

export interface Step {
  name: StepName;
  state: StepState;
  /** A business may do without it. */
  isOptional: boolean;
}

/** What has a step of its own, or is of the machine and not of the number. */
const ofTemplates = 'templates';

export const connectionChecks = (checks: readonly Check[]): readonly Check[] =>
  checks.filter(({ check }) => check !== ofTemplates);

const isWrong = ({ state }: Check): boolean => state === 'failed' || state === 'unknown';

const numberState = (checks: readonly Check[]): StepState => {
  const connection = connectionChecks(checks);
  if (connection.length === 0) return 'mend';
  return connection.some(isWrong) ? 'mend' : 'done';
};

const templatesState = (checks: readonly Check[]): StepState => {
  const found = checks.filter(({ check }) => check === ofTemplates);
  const codes = new Set(found.filter(({ state }) => state !== 'ok').map(({ code }) => code));
  if (codes.has('rejected') || codes.has('out_of_use') || codes.has('not_readable')) return 'mend';
  if (found.length === 0 || codes.has('missing') || codes.has('not_read')) return 'open';
  return codes.has('waiting') ? 'wait' : found.some(isWrong) ? 'mend' : 'done';
};

const taken: ReadonlySet<string> = new Set(['accepted', 'sent', 'delivered', 'read']);
const lost: ReadonlySet<string> = new Set(['failed', 'suppressed', 'unknown']);

/** The last test decides; where there was none, any message that went out shows that it works. */
const testState = ({ test, hasSent }: SetupFacts): StepState => {
  if (test === null) return hasSent ? 'done' : 'open';
  const { message } = test;
  if (message === null) return 'wait';
  if (taken.has(message.status)) return 'done';
  return lost.has(message.status) ? 'mend' : 'wait';
};

const final: ReadonlySet<string> = new Set(['failed', 'suppressed', 'delivered', 'read']);
/** A telephone that is off may take days, a held message the night. */
const watchedMs = 10 * 60_000;

/** Whether what becomes of a test is worth asking again by itself. */
export const isUnsettled = ({ orderedAt, message }: LastTest, now: number): boolean =>
  (message === null || !final.has(message.status)) && now - Date.parse(orderedAt) < watchedMs;

/** Templates that somebody else has yet to approve, or that are on their way there. */
export const isInReview = (checks: readonly Check[]): boolean =>
  checks.some(({ code }) => code === 'waiting' || code === 'missing');

/** The steps in their order, each as the server says that it stands. */
export const stepsOf = (facts: SetupFacts): readonly Step[] => {
  const states: Readonly<Record<StepName, StepState>> = {
    number: numberState(facts.checks),
    templates: templatesState(facts.checks),
    customers: facts.hasCustomers ? 'done' : 'open',
    people: facts.people > 1 ? 'done' : 'open',
    test: testState(facts),
  };
  return stepNames.map((name) => ({ name, state: states[name], isOptional: name === 'people' }));
};

/** What to do next: the first that is needed and neither done nor on its way; then what one may do without. Null: nothing. */
export const nextStep = (steps: readonly Step[]): StepName | null => {
  const waits = ({ state }: Step): boolean => state === 'open' || state === 'mend';
  const next = steps.find((step) => waits(step) && !step.isOptional) ?? steps.find(waits);
  return next?.name ?? null;
};

export const isComplete = (steps: readonly Step[]): boolean =>
  steps.every(({ state, isOptional }) => state === 'done' || isOptional);
