import { derivedId } from '../../src/shared/ids.ts';
import type { ProcessedMessage } from './mock-graph.ts';
import { apiList } from './process.ts';
import type { SentUpdate } from './webhook-load.ts';

interface Line {
  id: string;
  conversationId: string;
  direction: 'in' | 'out';
  kind: string;
  text: string | null;
  status: string;
  providerMessageId: string | null;
}

interface Step {
  rev: number;
  inputs: { id: string; type: string }[];
  effects: { type: string }[];
}

/** Everything the product says happened, read through its API. */
export interface RecordedHistory {
  conversations: { id: string; lines: Line[]; steps: Step[] }[];
}

export const readHistory = async (port: number): Promise<RecordedHistory> => {
  const conversations = await apiList<{ id: string }>(port, '/v1/conversations');
  const read = async ({ id }: { id: string }) => ({
    id,
    lines: await apiList<Line>(port, `/v1/conversations/${id}/messages`),
    steps: await apiList<Step>(port, `/v1/conversations/${id}/steps`),
  });
  const all: RecordedHistory['conversations'] = [];
  for (let at = 0; at < conversations.length; at += 16)
    all.push(...(await Promise.all(conversations.slice(at, at + 16).map(read))));
  return { conversations: all };
};

/** Faults in what came in: an acknowledged message that is missing, anything applied twice, a person split in two. */
export const inboundFaults = (history: readonly SentUpdate[], recorded: RecordedHistory): string[] => {
  const faults: string[] = [];
  const seen = new Map<string, { count: number; conversations: Set<string> }>();
  const owners = new Map<string, Set<string>>();
  const sender = new Map(history.map(({ messageId, from }) => [messageId, from]));
  for (const { id, lines, steps } of recorded.conversations) {
    for (const { direction, providerMessageId } of lines) {
      if (direction !== 'in' || providerMessageId === null) continue;
      const known = seen.get(providerMessageId) ?? { count: 0, conversations: new Set() };
      known.count += 1;
      known.conversations.add(id);
      seen.set(providerMessageId, known);
      const from = sender.get(providerMessageId);
      if (from !== undefined) owners.set(from, (owners.get(from) ?? new Set()).add(id));
    }
    faults.push(...stepFaults(id, lines, steps));
  }
  for (const { messageId, tries } of history) {
    const count = seen.get(messageId)?.count ?? 0;
    const isAcknowledged = tries.includes('ok');
    const certainlyNot = tries.every((outcome) => outcome === 'fail');
    if (isAcknowledged && count !== 1) faults.push(`${messageId} acknowledged, ${count} lines`);
    if (certainlyNot && count !== 0) faults.push(`${messageId} never sent, ${count} lines`);
    if (count > 1) faults.push(`${messageId} has ${count} lines`);
  }
  for (const [from, ids] of owners) if (ids.size !== 1) faults.push(`${from} has ${ids.size} conversations`);
  return faults;
};

/** Revisions without gaps, and each input in exactly one step, with its line. */
const stepFaults = (conversation: string, lines: readonly Line[], steps: readonly Step[]): string[] => {
  const faults: string[] = [];
  steps.forEach(({ rev }, index) => {
    if (rev !== index + 1) faults.push(`${conversation}: step ${index + 1} has rev ${rev}`);
  });
  const applied = steps.flatMap(({ inputs }) => inputs.map(({ id }) => id));
  if (new Set(applied).size !== applied.length) faults.push(`${conversation}: an input was applied twice`);
  const fromInputs = new Set(applied.map((id) => derivedId('msg', id)));
  for (const { id, direction } of lines)
    if (direction === 'in' && !fromInputs.has(id)) faults.push(`${conversation}: line ${id} without a step`);
  return faults;
};

/** What the platform got of one intent. */
export interface Copies {
  intentId: string;
  attempts: number[];
}

export const copiesByIntent = (messages: readonly ProcessedMessage[]): Map<string, Copies> => {
  const copies = new Map<string, Copies>();
  for (const { callbackData } of messages) {
    const [, intentId = '', attempt = '0'] = (callbackData ?? '').split('.');
    const known = copies.get(intentId) ?? { intentId, attempts: [] };
    known.attempts.push(Number(attempt));
    copies.set(intentId, known);
  }
  return copies;
};

/**
 * Faults in what went out: a line nobody was sent although its record does not say so, a copy without a line, the same
 * attempt sent twice, more copies than one and the unknown outcomes (P5).
 */
export const outboundFaults = (
  recorded: RecordedHistory,
  messages: readonly ProcessedMessage[],
  limits: { maxCopies: number; unknownOutcomes: number },
): string[] => {
  const faults: string[] = [];
  const copies = copiesByIntent(messages);
  const lines = recorded.conversations.flatMap((one) =>
    one.lines.filter(({ direction }) => direction === 'out'),
  );
  const known = new Set(lines.map(({ id }) => id));
  for (const { id, status } of lines) {
    const isSent = copies.has(id);
    if (!isSent && status !== 'unknown') faults.push(`${id} is ${status} and was never sent`);
    if (isSent && !['accepted', 'sent', 'delivered', 'read', 'unknown'].includes(status))
      faults.push(`${id} was sent and is ${status}`);
  }
  let extra = 0;
  for (const { intentId, attempts } of copies.values()) {
    if (!known.has(intentId)) faults.push(`${intentId} was sent and has no line`);
    if (new Set(attempts).size !== attempts.length)
      faults.push(`${intentId}: attempts ${attempts.join(', ')}`);
    if (attempts.length > limits.maxCopies) faults.push(`${intentId}: ${attempts.length} copies`);
    extra += attempts.length - 1;
  }
  if (extra > limits.unknownOutcomes)
    faults.push(`${extra} second copies for ${limits.unknownOutcomes} unknown outcomes`);
  return faults;
};

const answerable = new Set(['text', 'choice']);

/**
 * Steps that applied a person's message and said nothing: every message of the load deserves an answer, and media that follow
 * each other one together.
 */
export const unansweredSteps = (recorded: RecordedHistory): string[] =>
  recorded.conversations.flatMap(({ id, lines, steps }) => {
    const kinds = new Map(
      lines.filter(({ direction }) => direction === 'in').map((line) => [line.id, line.kind]),
    );
    const silent: string[] = [];
    let isBurstAnswered = false;
    for (const { rev, inputs, effects } of [...steps].sort((a, b) => a.rev - b.rev)) {
      const said = inputs.flatMap((input) => kinds.get(derivedId('msg', input.id)) ?? []);
      if (said.length === 0) continue;
      const isMedia = said.every((kind) => !answerable.has(kind));
      if (!isMedia) isBurstAnswered = false;
      if (effects.some(({ type }) => type === 'sendPrompt')) isBurstAnswered = isMedia;
      else if (!isBurstAnswered)
        silent.push(
          `${id}:${rev} ${said.join('+')} → ${effects.map(({ type }) => type).join('+') || 'nothing'}`,
        );
    }
    return silent;
  });
