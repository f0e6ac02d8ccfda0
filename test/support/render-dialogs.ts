import type { StateValue } from 'xstate';
import type { Choice, Effect } from '../../machines/shared/effects.ts';
import { plainLabel } from '../../src/templates/choice-titles.ts';
import { rawText } from '../../src/templates/locale-texts.ts';
import { promptDefinition } from '../../src/templates/prompt-registry.ts';
import { languages, type Language } from '../../src/vocabulary/language.ts';
import { effectsFrom } from '../../machines/shared/effects.ts';
import { initialTransition } from 'xstate';
import { findCitations } from './find-citations.ts';
import { machineSources } from './machine-sources.ts';
import { resolves, said as citationOf } from './resolve-citation.ts';
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

/** Where the walked machine, or the one region of it, stands. */
const standOf = ({ region }: WalkedMachine, value: StateValue): string =>
  region === undefined || typeof value === 'string' ? pathOf(value) : pathOf(value[region] ?? '');

const edgesOf = (walked: WalkedMachine): Edge[] => {
  const { machine, input, events } = walked;
  const [initial, actions] = initialTransition(machine, input);
  const first: Edge = {
    from: '[*]',
    to: standOf(walked, initial.value as StateValue),
    event: 'opened',
    says: saidBy(effectsFrom(actions)),
  };
  const further = walks(machine, input, events).map(({ before, event, after, effects }) => ({
    from: standOf(walked, before.value as StateValue),
    to: standOf(walked, after.value as StateValue),
    event: event.type,
    says: saidBy(effects),
  }));
  return [first, ...further];
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

/** What a comment cites, each once, as comments spell it: `domain 6.3-c, 9.1 rule 5, ADR 0012`. */
const rulesIn = (doc: string): string => {
  const cited = findCitations(doc)
    .citations.filter(resolves)
    .map((citation) =>
      citationOf(citation)
        .replace(/#(\d+)$/, ' rule $1')
        .replace('#', '-'),
    );
  const rules = [...new Set(cited)];
  const documentOf = (rule: string | undefined): string => rule?.split(' ')[0] ?? '';
  return rules
    .map((rule, index) =>
      documentOf(rule) === documentOf(rules[index - 1]) ? rule.slice(documentOf(rule).length + 1) : rule,
    )
    .join(', ');
};

/** Where a state is written, and the rule it comes from: its own, or that of the nearest state around it that names one. */
const stateSource = (machine: string, state: string): { file: string | null; rules: string } => {
  const states = machineSources.get(machine)?.states;
  const path = state.split('.');
  const around = path.map((_, index) => states?.get(path.slice(0, path.length - index).join('.')));
  const rules = around.map((one) => rulesIn(one?.doc ?? '')).find((one) => one !== '') ?? '';
  return { file: around[0]?.file ?? null, rules };
};

/** The first cell of a state's rows, which leads to its file, and the last one. Of several states at once each leads to its own. */
const stateCells = ({ machine, region }: WalkedMachine, state: string): { linked: string; rules: string } => {
  const within = region === undefined ? '' : `${region}.`;
  const sources = state.split(',').map((one) => ({ one, ...stateSource(machine.id, within + one) }));
  return {
    linked: sources
      .map(({ one, file }) => (file === null ? `\`${one}\`` : `[\`${one}\`](../${file})`))
      .join(', '),
    rules: [...new Set(sources.map(({ rules }) => rules))].filter((rules) => rules !== '').join(', '),
  };
};

const row = (cells: readonly string[]): string =>
  `|${cells.map((one) => (one === '' ? ' ' : ` ${one} `)).join('|')}|`;

const saysOf = (prompts: ReadonlyMap<string, ReadonlySet<string>>): [says: string, after: string][] =>
  prompts.size === 0
    ? [['', '']]
    : [...prompts]
        .sort(([a], [b]) => a.localeCompare(b))
        .map(([prompt, events]) => [`[${prompt}](#${anchorOf(prompt)})`, [...events].sort().join(', ')]);

/** What is said on the way into, or while staying in, each state; the first row of a state says where it comes from. */
const tableOf = (walked: WalkedMachine, edges: readonly Edge[]): string => {
  const rows = new Map<string, Map<string, Set<string>>>();
  for (const { to, event, says } of edges) {
    const state = rows.get(to) ?? new Map<string, Set<string>>();
    for (const { prompt } of says) state.set(prompt, (state.get(prompt) ?? new Set()).add(event));
    rows.set(to, state);
  }
  const lines = [...rows]
    .sort(([a], [b]) => a.localeCompare(b))
    .flatMap(([state, prompts]) => {
      const { linked, rules } = stateCells(walked, state);
      return saysOf(prompts).map((says, index) =>
        row(index === 0 ? [linked, ...says, rules] : [`\`${state}\``, ...says, '']),
      );
    });
  return ['| state | says | after | rule |', '|---|---|---|---|', ...lines].join('\n');
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
    const own = promptDefinition(prompt).wordings.filter(({ carriesNotice }) => carriesNotice !== true);
    const texts = own.flatMap(({ text, template }) => [
      text.map((key) => rawText(language, key)).join('\n\n'),
      ...(template?.body === undefined ? [] : [rawText(language, template.body)]),
    ]);
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

/** The file of a machine and the rules it carries out. */
const machineLine = (machine: string): string => {
  const { file = '', doc = '' } = machineSources.get(machine) ?? {};
  const rules = rulesIn(doc);
  return `Machine: [${machine}](../${file})${rules === '' ? '' : ` (${rules})`}.`;
};

const sectionOf = (walked: WalkedMachine, edges: readonly Edge[]): string => {
  const { title, about, machine } = walked;
  return [
    `## ${title}`,
    `${about} ${machineLine(machine.id)}`,
    diagramOf(edges),
    tableOf(walked, edges),
  ].join('\n\n');
};

/** The page staff read to know what the bot says when: made by walking the machines, never written by hand. */
export const renderDialogs = (machines: readonly WalkedMachine[]): string => {
  const walked = machines.map((one) => ({ one, edges: edgesOf(one) }));
  return [
    '# Dialogs',
    'Made from the machines and the texts by `npm run dialogs`; a test fails when it is out of date. `customer.…` is what a person does, ' +
      '`staff.…` what a colleague does, `file.…` what the check of a file found, `timer.…` time, `system.…` the rest. The table of each dialog ' +
      'says what is said on the way into a state or while it stays there, leads to the file the state is written in and names the rule it ' +
      'comes from; the texts are at the end, once each.',
    '[The dialogs as they happen, day by day](../fixtures/conversations) are scripts that the tests replay.',
    ...walked.map(({ one, edges }) => sectionOf(one, edges)),
    '## Texts',
    'Words in double braces are filled in; buttons and list rows stand in brackets below their text; a text with several wordings shows all.',
    textsOf(walked.flatMap(({ edges }) => edges.flatMap(({ says }) => says))),
    '',
  ].join('\n\n');
};
