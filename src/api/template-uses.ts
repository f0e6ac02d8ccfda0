import type { ShownTemplate } from '../templates/account/show-templates.ts';
import { namedDefinitions } from '../templates/account/wanted-templates.ts';
import type { TemplateParts } from '../templates/account/template-parts.ts';
import type { WordingRecord } from '../templates/account/wording.ts';
import type { CompiledRule } from '../triggers/rules/compile-rule.ts';
import { wordsOfRule, type RuleTemplate } from '../triggers/rules/rule-templates.ts';

/** Where a template is used: the messages of the product that say it by themselves, and rules in use that say it. */
export interface TemplateUses {
  notices: readonly string[];
  rules: readonly { id: string; name: string }[];
}

/** Of each template; a rule that chose none says that of its type. */
export const usesAmong =
  (rules: readonly Pick<CompiledRule, 'id' | 'name' | 'on' | 'then'>[]) =>
  ({ name, base, prompt }: Pick<ShownTemplate['definition'], 'name' | 'base' | 'prompt'>): TemplateUses => ({
    notices: base === undefined ? [prompt] : [],
    rules: rules
      .filter((rule) => {
        const words = wordsOfRule(rule);
        if (words === null) return false;
        return base === undefined
          ? words.template === null && words.prompt === prompt
          : words.template === name;
      })
      .map((rule) => ({ id: rule.id, name: rule.name }))
      .sort((one, other) => (one.id < other.id ? -1 : 1)),
  });

const stateOf = ({ inUse, versions }: WordingRecord): RuleTemplate['languages'][number]['state'] => {
  if (inUse !== null) return 'in_use';
  return versions.length === 0 ? 'none' : 'submitted';
};

/** Templates that the tenant made, as rules ask for them. */
export const ruleTemplatesOf = async (
  { wordings }: Pick<TemplateParts, 'wordings'>,
  tenantId: string,
): Promise<readonly RuleTemplate[]> => {
  const found = new Map<string, RuleTemplate>();
  for (const { definition, record } of namedDefinitions(await wordings.list(tenantId))) {
    const { name, base, prompt, language } = definition;
    if (base === undefined) continue;
    const { languages } = found.get(name) ?? { languages: [] };
    found.set(name, {
      ...{ name, base, prompt },
      languages: [...languages, { language, state: stateOf(record) }],
    });
  }
  return [...found.values()];
};
