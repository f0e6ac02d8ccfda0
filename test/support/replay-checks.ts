import type { CallbackReceiver } from './callback-receiver.ts';
import type { ScriptStep } from './script.ts';
import type { World } from './world.ts';

type Json = Record<string, unknown>;

const listOf = async (world: World, address: string): Promise<Json[]> => {
  const { status, body } = await world.api.get(address);
  if (status !== 200) throw new Error(`${address}: ${status} ${JSON.stringify(body)}`);
  return body.data as Json[];
};

const firstOf = async (world: World, address: string): Promise<Json> => {
  const [found] = await listOf(world, address);
  if (found === undefined) throw new Error(`nothing at ${address}`);
  return found;
};

export const requestOfEvent = (world: World, eventId: string): Promise<Json> =>
  firstOf(world, `/v1/requests?eventId=${eventId}`);

export const conversationOfContact = (world: World, contactRef: string): Promise<Json> =>
  firstOf(world, `/v1/conversations?contact=${contactRef}`);

const checkRequest = async (world: World, step: ScriptStep): Promise<void> => {
  const { request = '', is, history, decisions, documents } = step;
  const found = await requestOfEvent(world, request);
  if (is !== undefined) expect(found).toMatchObject(is);
  if (history !== undefined)
    expect((found.history as { what: string }[]).map(({ what }) => what)).toEqual(
      expect.arrayContaining(history),
    );
  if (decisions !== undefined) {
    const { body } = await world.api.get(`/v1/requests/${String(found.id)}/evidence`);
    expect((body.decisions as { result: string }[]).map(({ result }) => result)).toEqual(decisions);
  }
  if (documents !== undefined) {
    const files = await listOf(world, `/v1/documents?requestId=${String(found.id)}`);
    expect(files.map(({ state }) => state)).toEqual(documents);
  }
};

const checkTask = async (world: World, { task = '', urgent }: ScriptStep): Promise<void> => {
  const open = await listOf(world, `/v1/tasks?reason=${task}&status=open`);
  expect(open).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ reason: task, ...(urgent === undefined ? {} : { urgent }) }),
    ]),
  );
};

const checkLastLine = async (world: World, { who = '', lastLine = {} }: ScriptStep): Promise<void> => {
  const { id } = await conversationOfContact(world, who);
  const { body } = await world.api.get(`/v1/conversations/${String(id)}/transcript?format=json`);
  expect((body.messages as unknown[]).at(-1)).toMatchObject(lastLine);
};

const checkConsents = async (world: World, { who = '', consents = [] }: ScriptStep): Promise<void> => {
  const newest = (await listOf(world, `/v1/consents?contact=${who}`)).slice(0, consents.length);
  // Those of one message have no order among themselves.
  expect(newest).toEqual(expect.arrayContaining(consents.map((one) => expect.objectContaining(one))));
};

const checkCallback = async (
  receiver: CallbackReceiver | null,
  callback: NonNullable<ScriptStep['callback']>,
): Promise<void> => {
  const [type, data] = typeof callback === 'string' ? [callback, {}] : callback;
  const calls = (await receiver?.waitForCalls(type)) ?? [];
  expect(calls.map(({ body }) => body.data)).toEqual(expect.arrayContaining([expect.objectContaining(data)]));
};

/** What each message is for: the prompt of its intent, by the platform's id of the message. */
const promptsSaid = async (world: World): Promise<Map<string, string>> => {
  const said = new Map<string, string>();
  for (const { id } of await listOf(world, '/v1/conversations?limit=200')) {
    const { body } = await world.api.get(`/v1/conversations/${String(id)}/transcript?format=json`);
    const sent = (body.messages as Json[]).filter(({ direction }) => direction === 'out');
    for (const message of sent.filter(({ providerMessageId }) => providerMessageId !== null)) {
      const { body: told } = await world.api.get(`/v1/messages/${String(message.id)}/explain`);
      said.set(String(message.providerMessageId), String(told.prompt));
    }
  }
  return said;
};

/** Each message is for what its script says, so that what is counted from scripts is what people get (docs/messages.md). */
export const checkPrompts = async (
  world: World,
  seen: readonly { id: string; says: string }[],
): Promise<void> => {
  const said = await promptsSaid(world);
  expect(seen.map(({ says }) => says)).toEqual(seen.map(({ id }) => said.get(id)));
};

/** Holds what is recorded against a step of a script. */
export const checkRecords = async (
  world: World,
  receiver: CallbackReceiver | null,
  step: ScriptStep,
): Promise<void> => {
  const { staff, request, task, eventIs, consents, conversation, lastLine, privacyRequest, callback } = step;
  if (request !== undefined && staff === undefined) await checkRequest(world, step);
  if (task !== undefined && staff === undefined) await checkTask(world, step);
  if (eventIs !== undefined) {
    const { body } = await world.api.get(`/v1/events/${eventIs[0]}`);
    expect(body).toMatchObject(eventIs[1]);
  }
  if (consents !== undefined) await checkConsents(world, step);
  if (conversation !== undefined)
    expect(await conversationOfContact(world, step.who ?? '')).toMatchObject(conversation);
  if (lastLine !== undefined) await checkLastLine(world, step);
  if (privacyRequest !== undefined)
    expect(await firstOf(world, '/v1/privacy-requests')).toMatchObject(privacyRequest);
  if (callback !== undefined) await checkCallback(receiver, callback);
};
