import type { AnyStateMachine } from 'xstate';
import { machines } from '../../machines/registry.ts';
import { findCitations } from '../support/find-citations.ts';
import { machineExports, machineSources } from '../support/machine-sources.ts';
import type { Written } from '../support/machine-sources.ts';
import { resolves } from '../support/resolve-citation.ts';

const at = ({ file, name }: Written): string => `${file} ${name}`;
const hasSource = ({ doc }: Written): boolean => findCitations(doc).citations.some(resolves);

/** The conversation is no request: its states answer to many rules at once. */
const isOfRequests = ({ file }: Written): boolean => !file.startsWith('machines/conversation/');

const sources = [...machineSources.values()].filter(isOfRequests);

const statePaths = (node: AnyStateMachine['root']): string[] =>
  Object.values(node.states).flatMap((child) => [child.path.join('.'), ...statePaths(child)]);

describe('the comments of machines/', () => {
  it('every export: says what it is', () => {
    const silent = machineExports.filter(({ doc }) => doc.trim() === '');

    expect(silent.map(at)).toEqual([]);
  });

  it('every machine, and every part of one in a file of its own: names the rule it comes from', () => {
    const parts = machineExports.filter(isOfRequests).filter(({ file }) => file.endsWith('.states.ts'));

    expect(parts.length).toBeGreaterThan(15);
    expect([...sources, ...parts].filter((part) => !hasSource(part)).map(at)).toEqual([]);
  });

  it('every state at the first level of a machine of requests: names the rule it comes from', () => {
    const states = sources.flatMap((machine) =>
      [...machine.states].filter(([path]) => !path.includes('.')).map(([, state]) => state),
    );

    expect(states.length).toBeGreaterThan(50);
    expect(states.filter((state) => !hasSource(state)).map(at)).toEqual([]);
  });
});

describe('machineSources', () => {
  it('compared with the machines of the registry: finds each with exactly its states', () => {
    const found = [...machineSources].map(([id, { states }]) => [id, [...states.keys()].sort()]);
    const known = Object.entries(machines).map(
      ([
        id,
        {
          1: { machine },
        },
      ]) => [
        id,
        statePaths((machine as AnyStateMachine).root).sort(), // what a version says of itself is of no matter here
      ],
    );

    expect(new Map(found as [string, string[]][])).toEqual(new Map(known as [string, string[]][]));
  });
});
