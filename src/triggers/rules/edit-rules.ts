import type { Clock } from '../../shared/clock.ts';
import { NotFound, ValidationFailed } from '../../shared/errors.ts';
import type { OwnUnitsLookup } from '../../vocabulary/own-units-lookup.ts';
import { takingUnits } from '../../vocabulary/taken-units.ts';
import type { CustomTypeRepository } from '../custom-type.repository.ts';
import { circleOf } from './check-emits.ts';
import { checkRule } from './check-rule.ts';
import type { CompiledRule } from './compile-rule.ts';
import { RuleChanged, RuleLocked, RuleNotReady } from './rule-errors.ts';
import { ruleTypesWith } from './rule-types.ts';
import { checkTemplate, saysTemplate, type RuleTemplate } from './rule-templates.ts';
import type { RuleRepository } from './rule.repository.ts';
import type { Rule, RuleRecord } from './rule.ts';
import { isShippedId } from '../rule-action.ts';

export interface EditParts {
  rules: RuleRepository;
  customTypes: Pick<CustomTypeRepository, 'list'>;
  units: Pick<OwnUnitsLookup, 'reading'>;
  /** Those the tenant made. */
  templatesOf(tenantId: string): Promise<readonly RuleTemplate[]>;
  /** All rules in use. */
  inUse(tenantId: string): Promise<readonly CompiledRule[]>;
  /** What this process compiled of the tenant, in use or in the shadow, is of before. */
  forget(tenantId: string): void;
  clock: Clock;
}

/** Which rule, who writes it, and what they have seen of it; `rev` null: they do not say. */
export interface Edit {
  tenantId: string;
  id: string;
  by: string;
  rev: number | null;
}

const changed = (): RuleChanged => new RuleChanged('The rule was changed since it was read.');

const refuseShipped = ({ id }: Edit): void => {
  if (isShippedId(id))
    throw new RuleLocked('A rule that comes with the product is not changed; copy it under another id.');
};

/** The types of a circle that the rule would close with those in use; null: there is none. */
const circleWithOthers = async (
  { inUse }: EditParts,
  { tenantId, id }: Pick<Edit, 'tenantId' | 'id'>,
  rule: Rule,
) =>
  circleOf(
    rule,
    (await inUse(tenantId)).filter((other) => other.id !== id),
  );

const circularEmit = (circle: readonly string[]) => ({
  field: 'then',
  message: `circular_emit: ${circle.join(' → ')}`,
});

const refuseUnsound = async (
  parts: EditParts,
  { tenantId, id }: Pick<Edit, 'tenantId' | 'id'>,
  rule: Rule,
): Promise<void> => {
  const typeOf = ruleTypesWith(await parts.customTypes.list(tenantId));
  const circle = await circleWithOthers(parts, { tenantId, id }, rule);
  const found = await parts.units.reading(tenantId, (own) => takingUnits(own, () => checkRule(rule, typeOf)));
  const problems = [
    ...found,
    ...(saysTemplate(rule) ? checkTemplate(rule, await parts.templatesOf(tenantId)) : []),
    ...(circle === null ? [] : [circularEmit(circle)]),
  ];
  if (problems.length > 0) throw new ValidationFailed(problems.slice(0, 50));
};

const recordOf = async ({ rules }: EditParts, { tenantId, id, rev }: Edit): Promise<RuleRecord> => {
  const found = await rules.find(tenantId, id);
  if (found === null) throw new NotFound('There is no such rule.');
  if (rev !== null && found.rev !== rev) throw changed();
  return found;
};

/** What its versions did is compared with each other, and who may see it hangs on the type. */
const refuseOtherType = (known: RuleRecord | null, { on }: Rule): void => {
  const stays = known?.published?.rule.on ?? (known?.versions === 0 ? undefined : known?.on);
  if (stays !== undefined && stays !== on)
    throw new ValidationFailed([{ field: 'on', message: `must stay ${stays}: the rule was in use on it` }]);
};

/** Puts what a person wrote beside what is in use. Throws `ValidationFailed` naming everything that cannot be. */
export const saveDraft = async (parts: EditParts, edit: Edit, rule: Rule): Promise<RuleRecord> => {
  refuseShipped(edit);
  await refuseUnsound(parts, edit, rule);
  const { tenantId, id, by, rev } = edit;
  refuseOtherType(await parts.rules.find(tenantId, id), rule);
  const saved = await parts.rules.saveDraft(tenantId, id, { rule, by, at: parts.clock.now() }, rev);
  parts.forget(tenantId);
  if (!saved) throw changed();
  return recordOf(parts, { ...edit, rev: null });
};

/** Takes the draft away; what is in use stays. */
export const dropDraft = async (parts: EditParts, edit: Edit): Promise<RuleRecord> => {
  refuseShipped(edit);
  const { rev, draft } = await recordOf(parts, edit);
  if (draft === null) throw new RuleNotReady('The rule has no draft.');
  const isDropped = await parts.rules.saveDraft(edit.tenantId, edit.id, null, rev);
  parts.forget(edit.tenantId);
  if (!isDropped) throw changed();
  return recordOf(parts, { ...edit, rev: null });
};

const bringIntoUse = async (
  parts: EditParts,
  { tenantId, id, by }: Edit,
  rule: Rule,
  rev: number,
): Promise<void> => {
  // What was sound when it was written may name something that is gone since.
  await refuseUnsound(parts, { tenantId, id }, rule);
  const version = await parts.rules.publish(tenantId, id, { rule, by, at: parts.clock.now() }, rev);
  parts.forget(tenantId);
  if (version === null) throw changed();
  // Another rule may have come into use in the same moment, and both looked before either was there.
  const circle = await circleWithOthers(parts, { tenantId, id }, rule);
  if (circle === null) return;
  const { rev: now } = await recordOf(parts, { tenantId, id, by, rev: null });
  await takeOutOfUse(parts, { tenantId, id, by, rev: null }, now);
  throw new ValidationFailed([circularEmit(circle)]);
};

const takeOutOfUse = async (parts: EditParts, { tenantId, id, by }: Edit, rev: number): Promise<void> => {
  const isOut = await parts.rules.withdraw(tenantId, id, { by, at: parts.clock.now() }, rev);
  parts.forget(tenantId);
  if (!isOut) throw changed();
};

/** Brings the draft into use, as a new version. */
export const publishRule = async (parts: EditParts, edit: Edit): Promise<RuleRecord> => {
  refuseShipped(edit);
  const { draft, rev } = await recordOf(parts, edit);
  if (draft === null) throw new RuleNotReady('The rule has no draft to publish.');
  await bringIntoUse(parts, edit, draft.rule, rev);
  return recordOf(parts, { ...edit, rev: null });
};

/** From the next event on the rule does nothing; its versions stay. */
export const withdrawRule = async (parts: EditParts, edit: Edit): Promise<RuleRecord> => {
  refuseShipped(edit);
  const { published, rev } = await recordOf(parts, edit);
  if (published === null) throw new RuleNotReady('The rule is not in use.');
  await takeOutOfUse(parts, edit, rev);
  return recordOf(parts, { ...edit, rev: null });
};

/**
 * Undoes the last publishing or withdrawing: what was in use before it is again, as a new version, or nothing is. Undone a second
 * time it is as it was.
 */
export const undoChange = async (parts: EditParts, edit: Edit): Promise<RuleRecord> => {
  refuseShipped(edit);
  const { changes, rev } = await recordOf(parts, edit);
  const last = changes.at(-1);
  if (last === undefined) throw new RuleNotReady('The rule was never published.');
  const before = last.did === 'withdrawn' ? last : changes.at(-2);
  if (before === undefined || (before.did === 'withdrawn' && before !== last))
    await takeOutOfUse(parts, edit, rev);
  else {
    const ref = { id: edit.id, version: before.version };
    const earlier = await parts.rules.findVersion(edit.tenantId, ref);
    if (earlier === null) throw new NotFound('There is no such version.');
    await bringIntoUse(parts, edit, earlier.rule, rev);
  }
  return recordOf(parts, { ...edit, rev: null });
};
