import { freshDatabaseName } from '../support/engine.ts';
import { aLetterEvent } from '../support/events.ts';
import {
  conversationOf,
  newPerson,
  report,
  requestOf,
  transcriptOf,
  type Person,
} from '../support/scenario.ts';
import { startWorld, type World } from '../support/world.ts';

const minute = 60_000;
const hour = 60 * minute;

interface Waiting {
  since: string;
  messages: number;
  lastMessageAt: string | null;
}
interface Task {
  id: string;
  reason: string;
  status: string;
  escalations: number;
  waiting: Waiting | null;
}

describe('somebody who waits for a person of ours', () => {
  let world: World;
  let events = 0;
  beforeAll(async () => {
    world = await startWorld({ demo: true, databaseName: freshDatabaseName() });
  });
  afterAll(() => world?.close());

  const idOf = async (person: Person): Promise<string> =>
    (await conversationOf(world, person.contactRef ?? '')).id;
  const chatOf = async (person: Person): Promise<{ mode: string; waiting: Waiting | null }> =>
    (await world.api.get(`/v1/conversations/${await idOf(person)}`)).body as {
      mode: string;
      waiting: Waiting | null;
    };
  const tasksOf = async (person: Person): Promise<Task[]> =>
    (await world.api.get(`/v1/tasks?conversation=${await idOf(person)}`)).body.data as Task[];
  const orders = async (person: Person, order: 'takeover' | 'release'): Promise<number> => {
    const { status } = await world.api.post(`/v1/conversations/${await idOf(person)}/${order}`);
    await world.settle();
    return status;
  };
  const completes = async ({ id }: Pick<Task, 'id'>): Promise<number> => {
    const { status } = await world.api.post(`/v1/tasks/${id}/complete`, {});
    await world.settle();
    return status;
  };
  const withLetter = async (): Promise<[Person, Record<string, unknown>]> => {
    const person = await newPerson(world);
    events += 1;
    const event = aLetterEvent({
      eventId: `evt_waiting_${events}`,
      customer: person.customerRef ?? '',
      contact: person.contactRef ?? '',
    });
    await report(world, event);
    return [person, event];
  };

  it.each([
    ['insan', ['dün gelen kargo eksik', 'alo', 'bi bakar mısınız rica etsem', '??']],
    ['yetkiliyle görüşmek istiyorum', ['zincirin kilidi kopuk geldi', 'bekliyorum']],
    ['I want to talk to a human', ['my parcel was incomplete', 'still here']],
    ['أريد التحدث مع موظف', ['الطرد ناقص', 'انا بانتظاركم']],
  ])(
    '«%s»: one message; all that follows is in the transcript, counted and not answered',
    async (wish, lines) => {
      const person = await newPerson(world);
      await person.writes(wish);
      expect(person.got()).toHaveLength(1);
      const since = world.clock.now().toISOString();
      for (const line of lines) {
        world.clock.turn(minute);
        await person.writes(line);
      }

      expect(person.got()).toHaveLength(1);
      const waiting = { since, messages: lines.length, lastMessageAt: world.clock.now().toISOString() };
      expect(await chatOf(person)).toMatchObject({ mode: 'bot', waiting });
      expect(await tasksOf(person)).toMatchObject([{ reason: 'human_requested', status: 'open', waiting }]);
      const said = await transcriptOf(world, person.contactRef ?? '');
      expect(said.filter(({ direction }) => direction === 'in').map(({ text }) => text)).toEqual([
        wish,
        ...lines,
      ]);
      const { body } = await world.api.get(`/v1/unrecognised?conversation=${await idOf(person)}`);
      expect(body.data.filter(({ text }: { text: string }) => text !== wish)).toEqual([]);
    },
  );

  it('nobody takes the chat over in time: the task escalates as every other, and the person gets nothing more', async () => {
    const person = await newPerson(world);
    await person.writes('temsilci');
    await world.turn(20 * hour);
    await world.application.workers?.escalateTasks();
    await person.writes('kimse yok mu acaba qq');

    expect(person.got()).toHaveLength(1);
    const [task] = await tasksOf(person);
    expect(task).toMatchObject({ status: 'open', waiting: { messages: 1 } });
    expect(task?.escalations).toBeGreaterThan(0);
  });

  it('a letter by its button: decided while the person waits', async () => {
    const [person, event] = await withLetter();
    const letter = person.sees();
    await person.taps('askedForHuman', letter);
    await person.writes('bi sorum olacaktı da');
    const before = person.got().length;
    await person.taps('agreed', letter);
    await person.taps('confirmed');

    expect(before).toBe(2);
    expect(await requestOf(world, event)).toMatchObject({ status: 'closed', outcome: 'agreed' });
    expect((await chatOf(person)).waiting).toMatchObject({ messages: 3 });
  });

  it('taken over: waits no more, and the task says nothing of it; handed back: at rest', async () => {
    const person = await newPerson(world);
    await person.writes('temsilci');
    await person.writes('xqz');
    await orders(person, 'takeover');
    expect(await chatOf(person)).toMatchObject({ mode: 'staff', waiting: null });
    expect(await tasksOf(person)).toMatchObject([{ waiting: null }]);
    await orders(person, 'release');

    expect(await chatOf(person)).toMatchObject({ mode: 'bot', waiting: null });
    await person.writes('xqz');
    expect(person.sees().text).toContain('anlayamadım');
  });

  it('the task is done without a takeover: waits no more, in silence; asked again, there is a new task', async () => {
    const person = await newPerson(world);
    await person.writes('temsilci');
    const [task] = await tasksOf(person);
    expect(task && (await completes(task))).toBe(200);

    expect(person.got()).toHaveLength(1);
    expect((await chatOf(person)).waiting).toBeNull();
    await person.writes('temsilci');
    expect(person.got()).toHaveLength(2);
    expect((await tasksOf(person)).map(({ status }) => status).sort()).toEqual(['done', 'open']);
  });

  it('two things are with staff: waits until the last is done', async () => {
    const person = await newPerson(world);
    await person.writes('temsilci');
    await person.writes('bu hareket bana ait değil');
    const tasks = await tasksOf(person);
    expect(tasks.map(({ reason }) => reason).sort()).toEqual(['dispute.movement', 'human_requested']);
    const [first, second] = tasks;
    await completes(first as Task);
    expect((await chatOf(person)).waiting).not.toBeNull();
    await completes(second as Task);

    expect((await chatOf(person)).waiting).toBeNull();
    expect(person.got()).toHaveLength(1);
  });

  it('two things are with staff, and two people finish them at once: waits no more', async () => {
    const person = await newPerson(world);
    await person.writes('temsilci');
    await person.writes('bu hareket bana ait değil');
    const [first, second] = await tasksOf(person);
    const answers = await Promise.all(
      [first, second].map((task) => world.api.post(`/v1/tasks/${task?.id ?? ''}/complete`, {})),
    );
    await world.settle();

    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect((await chatOf(person)).waiting).toBeNull();
  });

  it('asked by the button of a letter, done, and asked by it again: a task of its own', async () => {
    const [person] = await withLetter();
    const letter = person.sees();
    await person.taps('askedForHuman', letter);
    const [task] = await tasksOf(person);
    await completes(task as Task);
    await person.taps('askedForHuman', letter);

    const tasks = await tasksOf(person);
    expect(tasks.map(({ reason }) => reason)).toEqual(['human_requested', 'human_requested']);
    expect(tasks.filter(({ status }) => status === 'open')).toHaveLength(1);
  });

  it('the service window is over: what is written then is read as ever, and the task is still there', async () => {
    const person = await newPerson(world);
    await person.writes('temsilci');
    await world.turn(25 * hour);
    await person.writes('xqz');

    expect(person.sees().text).toContain('anlayamadım');
    expect((await chatOf(person)).waiting).toBeNull();
    expect(await tasksOf(person)).toMatchObject([{ reason: 'human_requested', status: 'open' }]);
  });

  it('a voice message: kept, and not answered', async () => {
    const person = await newPerson(world);
    await person.writes('temsilci');
    await person.sends({
      type: 'audio',
      audio: { id: 'voice_waiting', mime_type: 'audio/ogg', voice: true },
    });

    expect(person.got()).toHaveLength(1);
    expect((await chatOf(person)).waiting).toMatchObject({ messages: 1 });
    expect((await transcriptOf(world, person.contactRef ?? '')).at(-1)).toMatchObject({
      direction: 'in',
      kind: 'voice',
    });
  });
});
