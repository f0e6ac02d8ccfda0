import type { Clock } from '../../shared/clock.ts';
import { NotFound, ValidationFailed } from '../../shared/errors.ts';
import { derivedId } from '../../shared/ids.ts';
import type { Edit } from './edit-rules.ts';
import { RuleChanged, RuleLocked, RuleNotReady, TooManyShadows } from './rule-errors.ts';
import type { RuleRepository } from './rule.repository.ts';
import { isHiddenType } from './rule-types.ts';
import { onSchedule, type RuleRecord } from './rule.ts';
import { endOfShadow, type Shadow, type ShadowEnd } from './shadow.ts';
import type { ShadowRepository } from './shadow.repository.ts';
import { isShippedId } from '../rule-action.ts';

/** Somebody began or ended a shadow. */
export interface ShadowNote {
  tenantId: string;
  shadowId: string;
  ruleId: string;
  did: 'started' | 'stopped';
  /** Nobody outside the compliance compartment learns of it. */
  isHidden: boolean;
  by: string;
  at: Date;
}

export interface ShadowEditParts {
  shadows: Omit<ShadowRepository, 'record' | 'list'>;
  rules: Pick<RuleRepository, 'find'>;
  /** Written before it counts. */
  note(note: ShadowNote): Promise<void>;
  /** What this process knows of the tenant's shadows is of before. */
  forget(tenantId: string): void;
  clock: Clock;
}

/** A shadow as it stands; `end` null: it sees events. */
export interface ShadowState {
  shadow: Shadow;
  recorded: number;
  differing: number;
  end: { why: ShadowEnd; at: Date | null } | null;
}

/** Each costs the conditions of its draft with every event of its type. */
const mostRunning = 10;

const day = 24 * 60 * 60_000;

const stateOf = async (
  { shadows, clock }: Pick<ShadowEditParts, 'shadows' | 'clock'>,
  shadow: Shadow,
  rule: RuleRecord | null,
): Promise<ShadowState> => {
  const counts = await shadows.count(shadow.tenantId, shadow.id);
  const why = endOfShadow(shadow, { rule, recorded: counts.recorded, now: clock.now() });
  const at = shadow.ended?.at ?? (why === 'over' ? shadow.until : null);
  return { shadow, ...counts, end: why === null ? null : { why, at } };
};

/** The last shadow of a rule; null: it had none. */
export const readShadow = async (
  parts: Pick<ShadowEditParts, 'shadows' | 'clock'>,
  rule: RuleRecord,
): Promise<ShadowState | null> => {
  const shadow = await parts.shadows.latest(rule.tenantId, rule.id);
  return shadow === null ? null : stateOf(parts, shadow, rule);
};

const noteOf = ({ id, tenantId, ruleId, on }: Shadow, did: ShadowNote['did'], by: string, at: Date) => ({
  ...{ shadowId: id, tenantId, ruleId, did, by, at },
  isHidden: isHiddenType(on),
});

const draftOf = async ({ rules }: ShadowEditParts, { tenantId, id, rev }: Edit) => {
  if (isShippedId(id)) throw new RuleLocked('A rule that comes with the product has no draft.');
  const rule = await rules.find(tenantId, id);
  if (rule === null) throw new NotFound('There is no such rule.');
  if (rev !== null && rule.rev !== rev) throw new RuleChanged('The rule was changed since it was read.');
  if (rule.draft === null) throw new RuleNotReady('The rule has no draft.');
  if (rule.draft.rule.on === onSchedule)
    throw new ValidationFailed([
      { field: 'path.id', message: 'is a rule of dates: GET /v1/triggers/{id}/dates says when it acts' },
    ]);
  return { rule, on: rule.draft.rule.on };
};

/** How many of these go on; those that are over by now are ended. Events of their types would end them as well, and may never come. */
const goingOn = async (
  { shadows, rules }: Pick<ShadowEditParts, 'shadows' | 'rules'>,
  running: readonly Shadow[],
  now: Date,
): Promise<number> => {
  const ends = await Promise.all(
    running.map(async (shadow) => {
      const { tenantId, id, ruleId } = shadow;
      const [rule, { recorded }] = await Promise.all([
        rules.find(tenantId, ruleId),
        shadows.count(tenantId, id),
      ]);
      const why = endOfShadow(shadow, { rule, recorded, now });
      if (why !== null) await shadows.end(tenantId, id, { at: now, by: 'system', why });
      return why;
    }),
  );
  return ends.filter((why) => why === null).length;
};

/** Puts the draft of a rule into the shadow. One that is there already goes on as it was begun. */
export const startShadow = async (
  parts: ShadowEditParts,
  edit: Edit,
  { days, atMost }: { days: number; atMost: number },
): Promise<ShadowState> => {
  const { tenantId, id: ruleId, by } = edit;
  const { rule, on } = await draftOf(parts, edit);
  const { shadows, clock } = parts;
  const now = clock.now();
  const latest = await readShadow(parts, rule);
  if (latest !== null && latest.end === null) return latest;
  const others = (await shadows.running(tenantId, now)).filter((one) => one.ruleId !== ruleId);
  if (others.length >= mostRunning && (await goingOn(parts, others, now)) >= mostRunning)
    throw new TooManyShadows('So many drafts are in the shadow already; stop one of them.');
  if (latest !== null && latest.end !== null && latest.shadow.ended === null)
    await shadows.end(tenantId, latest.shadow.id, { at: now, by: 'system', why: latest.end.why });
  const number = (latest?.shadow.number ?? 0) + 1;
  const shadow: Shadow = {
    ...{ id: derivedId('shd', tenantId, ruleId, rule.rev, number), tenantId, ruleId, number, on },
    ...{
      rev: rule.rev,
      changes: rule.changes.length,
      startedAt: now,
      startedBy: by,
      until: new Date(now.getTime() + days * day),
      atMost,
    },
    ended: null,
  };
  await parts.note(noteOf(shadow, 'started', by, now));
  // Of two that begin it at the same moment the first counts.
  await shadows.start(shadow);
  parts.forget(tenantId);
  return (await readShadow(parts, rule)) ?? stateOf(parts, shadow, rule);
};

/** Ends the shadow of a rule; what it saw stays to be looked at. */
export const stopShadow = async (
  parts: ShadowEditParts,
  rule: RuleRecord,
  by: string,
): Promise<ShadowState> => {
  const found = await readShadow(parts, rule);
  if (found === null || found.end !== null) throw new RuleNotReady('No draft of the rule is in the shadow.');
  const at = parts.clock.now();
  await parts.note(noteOf(found.shadow, 'stopped', by, at));
  await parts.shadows.end(rule.tenantId, found.shadow.id, { at, by, why: 'stopped' });
  parts.forget(rule.tenantId);
  return (await readShadow(parts, rule)) ?? found;
};
