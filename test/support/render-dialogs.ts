import type { StateValue } from 'xstate';
import type { Choice, Effect } from '../../machines/shared/effects.ts';
import { plainLabel } from '../../src/templates/choice-titles.ts';
import { rawText } from '../../src/templates/locale-texts.ts';
import { promptDefinition } from '../../src/templates/prompt-registry.ts';
import { languages, type Language } from '../../src/vocabulary/language.ts';
import { effectsFrom } from '../../machines/shared/effects.ts';
import { initialTransition } from 'xstate';
import type { WalkedMachine } from './walked-machines.ts';
import { walks } from './walks.ts';

const languageNames: Readonly<Record<Language, string>> = { tr: 'Türkçe', en: 'English', ar: 'العربية' };

const pathOf = (value: StateValue): string =>
  typeof value === 'string'
    ? value
    : Object.entries(value)
        .map(([parent, child]) => (child === undefined ? parent : `${parent}.${pathOf(child)}`))
        .join(',');

interface Said {
  prompt: string;
  choices: readonly Choice[];
}
interface Edge {
  from: string;
  to: string;
  event: string;
  says: readonly Said[];
}

const saidBy = (effects: readonly Effect[]): Said[] =>
  effects.flatMap((effect) =>
    effect.type === 'sendPrompt'
      ? [{ prompt: effect.params.prompt, choices: effect.params.choices ?? [] }]
      : [],
  );

const edgesOf = ({ machine, input, events }: WalkedMachine): Edge[] => {
  const [initial, actions] = initialTransition(machine, input);
  const first: Edge = {
    from: '[*]',
    to: pathOf(initial.value as StateValue),
    event: 'opened',
    says: saidBy(effectsFrom(actions)),
  };
  const walked = walks(machine, input, events).map(({ before, event, after, effects }) => ({
    from: pathOf(before.value as StateValue),
    to: pathOf(after.value as StateValue),
    event: event.type,
    says: saidBy(effects),
  }));
  return [first, ...walked];
};

const mermaidId = (state: string): string => (state === '[*]' ? state : state.replace(/[^A-Za-z0-9]/g, '_'));

/** What leads to the same place from nearly every state is said once, below the picture. */
const common = (edges: readonly Edge[]): Map<string, Edge> => {
  const states = new Set(edges.map(({ from }) => from));
  const groups = new Map<string, Edge[]>();
  for (const edge of edges) {
    if (edge.from === edge.to) continue;
    const key = `${edge.event} ${edge.to}`;
    groups.set(key, [...(groups.get(key) ?? []), edge]);
  }
  return new Map(
    [...groups].flatMap(([key, group]) => {
      const from = new Set(group.map((edge) => edge.from));
      return from.size >= 4 && from.size * 2 >= states.size ? [[key, group[0] as Edge] as const] : [];
    }),
  );
};

/** One arrow per pair of states, with what leads along it. */
const diagramOf = (edges: readonly Edge[]): string => {
  const everywhere = common(edges);
  const arrows = new Map<string, Set<string>>();
  const names = new Set<string>();
  for (const { from, to, event } of edges) {
    if (from === to || everywhere.has(`${event} ${to}`)) continue;
    names.add(from).add(to);
    const key = `${mermaidId(from)} --> ${mermaidId(to)}`;
    arrows.set(key, (arrows.get(key) ?? new Set()).add(event));
  }
  const nested = [...names].filter((name) => name !== '[*]' && mermaidId(name) !== name);
  const rest = [...everywhere.values()].map(({ event, to }) => `- \`${event}\` leads to \`${to}\``).sort();
  return [
    '```mermaid',
    'stateDiagram-v2',
    ...nested.sort().map((name) => `  state "${name}" as ${mermaidId(name)}`),
    ...[...arrows].map(([arrow, events]) => `  ${arrow} : ${[...events].sort().join('<br>')}`).sort(),
    '```',
    ...(rest.length === 0 ? [] : ['', 'From nearly every state:', '', ...rest]),
  ].join('\n');
};

const cell = (text: string): string => text.replace(/\|/g, '\\|').replace(/\n/g, '<br>');

/** What is said on the way into, or while staying in, each state. */
const tableOf = (edges: readonly Edge[]): string => {
  const rows = new Map<string, Map<string, Set<string>>>();
  for (const { to, event, says } of edges) {
    const state = rows.get(to) ?? new Map<string, Set<string>>();
    for (const { prompt } of says) state.set(prompt, (state.get(prompt) ?? new Set()).add(event));
    rows.set(to, state);
  }
  const lines = [...rows]
    .sort(([a], [b]) => a.localeCompare(b))
    .flatMap(([state, prompts]) =>
      prompts.size === 0
        ? [`| \`${state}\` | | |`]
        : [...prompts]
            .sort(([a], [b]) => a.localeCompare(b))
            .map(
              ([prompt, events]) =>
                `| \`${state}\` | [${prompt}](#${anchorOf(prompt)}) | ${[...events].sort().join(', ')} |`,
            ),
    );
  return ['| state | says | after |', '|---|---|---|', ...lines].join('\n');
};

const titleOf = ({ choice, arg }: Choice, prompt: string, language: Language): string => {
  if (arg !== undefined) return `${choice}…`;
  try {
    return plainLabel(choice, promptDefinition(prompt), language);
  } catch {
    return choice;
  }
};

const choicesOf = (said: readonly Said[], prompt: string, language: Language): string => {
  const titles = new Set(
    said
      .filter((one) => one.prompt === prompt)
      .flatMap(({ choices }) => choices.map((choice) => titleOf(choice, prompt, language))),
  );
  return titles.size === 0 ? '' : `\n[${[...titles].join('] [')}]`;
};

/** Headings become anchors the way most viewers make them: lower case, no dots. */
const anchorOf = (prompt: string): string => prompt.toLowerCase().replace(/[^a-z0-9]/g, '');

const textOfPrompt = (said: readonly Said[], prompt: string): string => {
  const rows = languages.map((language) => {
    const texts = promptDefinition(prompt).wordings.map(({ text }) =>
      text.map((key) => rawText(language, key)).join('\n\n'),
    );
    const words = cell([...new Set(texts)].join('\n\n— — —\n\n') + choicesOf(said, prompt, language));
    const aligned = language === 'ar' ? `<div dir="rtl">${words}</div>` : words;
    return `| ${languageNames[language]} | ${aligned} |`;
  });
  return [`### ${prompt}`, '', '| | |', '|---|---|', ...rows].join('\n');
};

const textsOf = (said: readonly Said[]): string =>
  [...new Set(said.map(({ prompt }) => prompt))]
    .sort()
    .map((prompt) => textOfPrompt(said, prompt))
    .join('\n\n');

const sectionOf = ({ title, about }: WalkedMachine, edges: readonly Edge[]): string =>
  [`## ${title}`, about, diagramOf(edges), tableOf(edges)].join('\n\n');

/** The page staff read to know what the bot says when: made by walking the machines, never written by hand. */
export const renderDialogs = (machines: readonly WalkedMachine[]): string => {
  const walked = machines.map((one) => ({ one, edges: edgesOf(one) }));
  return [
    '# Dialogs',
    'Made from the machines and the texts by `npm run dialogs`; a test fails when it is out of date. `customer.…` is what a person does, ' +
      '`staff.…` what a colleague does, `file.…` what the check of a file found, `timer.…` time, `system.…` the rest. The table of each dialog ' +
      'says what is said on the way into a state or while it stays there; the texts are at the end, once each.',
    '[The dialogs as they happen, day by day](../fixtures/conversations) are scripts that the tests replay.',
    ...walked.map(({ one, edges }) => sectionOf(one, edges)),
    '## Texts',
    'Words in double braces are filled in; buttons and list rows stand in brackets below their text; a text with several wordings shows all.',
    textsOf(walked.flatMap(({ edges }) => edges.flatMap(({ says }) => says))),
    '',
  ].join('\n\n');
};
