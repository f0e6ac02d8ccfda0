import type { StateValue } from 'xstate';
import { z } from 'zod';
import { restoreMachine } from '../../machines/registry.ts';
import type { Running } from '../../machines/registry.ts';
import type { StateMeta } from '../../machines/shared/dialog-events.ts';
import { answeredLineSchema } from '../../machines/shared/request.ts';
import type { AnsweredLine, Line } from '../../machines/shared/request.ts';
import { plainCopy } from '../shared/plain-copy.ts';
import type { OpenDialog, StoredSnapshot, ViewDialog } from './conversation-state.ts';

/** One message looks at a snapshot many times, and a snapshot is never changed: it is restored once, or was never gone. */
const restored = new WeakMap<StoredSnapshot, Running | null>();

/** How a running machine was stored: an event that changes nothing leaves the same. */
const storedAs = new WeakMap<Running, StoredSnapshot>();

/** A running machine as it is stored: value and context, nothing of the engine. */
export const storedOf = (running: Running): StoredSnapshot => {
  const known = storedAs.get(running);
  if (known !== undefined) return known;
  const { id, version, snapshot } = running;
  // Contexts are plain JSON by rule (ADR 0002); the copy drops what the engine keeps beside them.
  const state = plainCopy({ value: snapshot.value, context: snapshot.context as unknown });
  const stored = { machine: id, version, state };
  restored.set(stored, running);
  storedAs.set(running, stored);
  return stored;
};

/** Null when the stored snapshot cannot be restored. */
export const restore = (stored: StoredSnapshot): Running | null => {
  const known = restored.get(stored);
  if (known !== undefined) return known;
  const running = restoreMachine(stored);
  restored.set(stored, running);
  return running;
};

/** Parts of a dialog's context that the routing reads; dialogs without them have none. */
const contextSchema = z.object({
  lines: z.array(answeredLineSchema).default([]),
  queue: z.array(z.string()).default([]),
  reason: z.string().nullable().default(null),
});
type DialogContext = z.infer<typeof contextSchema>;

const contexts = new WeakMap<Running, DialogContext>();

const contextOf = (running: Running): DialogContext => {
  const known = contexts.get(running);
  if (known !== undefined) return known;
  const context = contextSchema.parse(running.snapshot.context);
  contexts.set(running, context);
  return context;
};

const path = (value: StateValue): string =>
  typeof value === 'string'
    ? value
    : Object.entries(value)
        .map(([parent, child]) => (child === undefined ? parent : `${parent}.${path(child)}`))
        .join(',');

const metaSchema = z.object({
  expects: z.enum([
    ...(['answer', 'unit', 'figure', 'side', 'reason', 'confirmation', 'question'] as const),
    ...(['comment', 'code', 'choice', 'file', 'review', 'correction'] as const),
  ]),
  confirms: z.enum(['agreement', 'disagreement']).optional(),
});

/** By the object itself: metas are parts of the machines and never change. */
const metas = new WeakMap<object, StateMeta | null>();

const readMeta = (meta: object): StateMeta | null => {
  const known = metas.get(meta);
  if (known !== undefined) return known;
  const { data } = metaSchema.safeParse(meta);
  const read = data === undefined ? null : (data as StateMeta); // the schema says the same, except for exact optional types
  metas.set(meta, read);
  return read;
};

/** What the present state waits for; null once the dialog ended. */
export const metaOf = ({ snapshot }: Running): StateMeta | null => {
  for (const meta of Object.values(snapshot.getMeta())) {
    const read = typeof meta === 'object' && meta !== null ? readMeta(meta) : null;
    if (read !== null) return read;
  }
  return null;
};

/** Where a dialog stands, in the terms the routing needs. */
export interface DialogStanding {
  meta: StateMeta | null;
  lines: readonly AnsweredLine[];
  /** The unit whose figure is being asked. */
  askedUnit: string | null;
}

/** Null when the stored snapshot cannot be restored. */
export const standOf = (dialog: OpenDialog): DialogStanding | null => {
  const running = restore(dialog.snapshot);
  if (!running) return null;
  const { lines, queue } = contextOf(running);
  return { meta: metaOf(running), lines, askedUnit: queue[0] ?? null };
};

/** For records and the API; a snapshot that cannot be restored shows as `unreadable` with the lines as they were asked. */
export const viewDialog: ViewDialog = (dialog) => {
  const asked = () => dialog.request.lines.map((line) => ({ ...line, answer: null, own: null }));
  const running = restore(dialog.snapshot);
  if (!running) return { state: 'unreadable', lines: asked(), reason: null };
  const { lines, reason } = contextOf(running);
  // States of an open approval lie in one of their own; the words of the API do not.
  const state = path(running.snapshot.value).replace(/^open\./, '');
  return { state, lines: lines.length > 0 ? lines : asked(), reason };
};

/** The lines a confirmation of the waiting recap would bind: all of them, or the agreed part of a partial answer. */
export const boundLines = ({ meta, lines }: DialogStanding, { request }: OpenDialog): readonly Line[] =>
  meta?.confirms === 'disagreement' ? lines.filter(({ answer }) => answer === 'agreed') : request.lines;
