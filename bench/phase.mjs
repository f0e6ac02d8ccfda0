// One phase of a load: who writes when, what is still unanswered, what was measured.
import { digitsOf, messagesRequest, movementRequest, statusesRequest } from './bodies.mjs';
import { latencies } from './statistics.mjs';

/** How long a message may stay unanswered after the last sign of life. */
const patienceMs = 5_000;
/** How long answers that nobody waits for are looked out for. */
const quietMs = 300;
const statusesPerWebhook = 50;
const recipientForm = /"to":"\+?(\d+)"/;
const documentForm = /BN\d+x\d+/;
const dataForm = /"biz_opaque_callback_data":"([^"]*)"/;

/** Any order is as likely as any other (Fisher and Yates). */
const shuffle = (list) => {
  for (let n = list.length - 1; n > 0; n -= 1) {
    const other = Math.floor(Math.random() * (n + 1));
    [list[n], list[other]] = [list[other], list[n]];
  }
};

const run = `${process.pid}x${Date.now().toString(36)}`;
let made = 0;
let strangers = 0;

/**
 * `options`: `{ kind, people, batch, seconds, rate, each }`. With `rate` 0 each connection posts its next message as soon as it
 * may (closed loop: a person who waits for an answer writes nothing); else messages are due at instants that are evenly
 * spaced whatever happens, and waits count from those. `each`: everybody writes once, `seconds` is how long that may take.
 * Further: `first` (number of the first person, 0), `every` (only each so-manieth person writes, 1), `shuffled` (people in any
 * order), `most` (messages that may be unanswered in a closed loop, `people`).
 */
export class Phase {
  constructor(options, kind) {
    this.options = options;
    this.kind = kind;
    this.begun = performance.now();
    this.until = this.begun + options.seconds * 1000;
    this.counts = {
      sent: 0,
      acknowledged: 0,
      refused: 0,
      inTime: 0,
      answered: 0,
      extra: 0,
      overlaps: 0,
      statuses: 0,
    };
    this.ackMs = [];
    this.replyMs = [];
    this.lateMs = [];
    this.inFlight = 0;
    this.lastSign = this.begun;
    this.lastAnswer = this.begun;
    /** Due instants that no connection has taken yet. */
    this.due = [];
    this.statuses = [];
    /** Digits or document number → instants from which its answers count, first come first. */
    this.waiting = new Map();
    this.unanswered = 0;
    this.first = options.first ?? 0;
    this.most = options.most ?? options.people;
    this.every = options.every ?? 1;
    this.people = Array.from({ length: options.people }, (_, n) => this.personAt(n));
    if (options.shuffled === true) shuffle(this.people);
    this.nextDueAt = this.begun;
  }

  personAt(n) {
    return this.first + n * this.every;
  }

  get isOver() {
    if (this.options.each) return this.people.length === 0 || performance.now() >= this.until;
    return this.options.rate > 0 ? this.nextDueAt >= this.until : performance.now() >= this.until;
  }

  get isDone() {
    const isWorked = this.due.length + this.inFlight + this.unanswered + this.statuses.length === 0;
    return this.isOver && (isWorked || performance.now() - this.lastSign > patienceMs);
  }

  /** What a connection posts next; null: nothing now. */
  next() {
    const work = this.nextStatuses() ?? this.nextMessages();
    if (work !== null) this.inFlight += 1;
    return work;
  }

  nextStatuses() {
    if (this.statuses.length === 0) return null;
    const some = this.statuses.splice(0, this.kind.statuses === 'batched' ? statusesPerWebhook : 1);
    return { text: statusesRequest(some), done: (status) => this.statusesPosted(some.length, status) };
  }

  nextMessages() {
    const { rate, batch, each } = this.options;
    const isOpen = rate > 0 && !each;
    if (isOpen ? this.due.length === 0 : this.isOver) return null;
    const now = performance.now();
    if (!isOpen) {
      const people = this.takePeople(batch, false);
      return people.length === 0 ? null : this.post(people, now);
    }
    const at = this.due.shift();
    this.lateMs.push(now - at);
    return this.post(this.takePeople(batch, true), at);
  }

  /** Numbers of people who wait for nothing; with `insist` others where there are too few. */
  takePeople(count, insist) {
    const room = insist ? count : Math.max(0, Math.min(count, this.most - this.unanswered));
    if (this.kind.isStranger) return Array.from({ length: room }, () => strangers++);
    const people = this.people.splice(0, room);
    while (insist && people.length < count) {
      this.counts.overlaps += 1;
      people.push(this.personAt(this.counts.overlaps % this.options.people));
    }
    return people;
  }

  post(people, at) {
    const letters = people.map((n) => {
      made += 1;
      const id = `${run}x${made}`;
      return { n, at, id, key: this.kind.text === null ? `BN${process.pid}x${made}` : digitsOf(n) };
    });
    for (const { key, n } of letters) this.wait(key, n, at);
    this.counts.sent += letters.length;
    const text =
      this.kind.text === null
        ? movementRequest(letters[0].n, letters[0].key)
        : messagesRequest(
            letters.map(({ key, id }) => ({
              id: `wamid.L${id}`,
              from: key,
              text: this.options.text ?? this.kind.text,
            })),
          );
    return { text, done: (status) => this.posted(letters, status) };
  }

  wait(key, n, at) {
    const list = this.waiting.get(key) ?? [];
    list.push({ at, n });
    this.waiting.set(key, list);
    this.unanswered += 1;
  }

  posted(letters, status) {
    const now = performance.now();
    this.inFlight -= 1;
    this.lastSign = now;
    if (status === 200 || status === 202) {
      this.counts.acknowledged += letters.length;
      this.ackMs.push(now - letters[0].at);
      return;
    }
    this.counts.refused += letters.length;
    for (const { key } of letters) this.settle(key);
  }

  statusesPosted(count, status) {
    this.inFlight -= 1;
    this.lastSign = performance.now();
    if (status === 200) this.counts.statuses += count;
    else this.counts.refused += count;
  }

  /** Takes the first who waits under this key off the list; undefined: nobody does. */
  settle(key) {
    const list = this.waiting.get(key);
    const first = list?.shift();
    if (first === undefined) return undefined;
    if (list.length === 0) this.waiting.delete(key);
    this.unanswered -= 1;
    if (!this.kind.isStranger && !this.options.each) this.people.push(first.n);
    return first;
  }

  /** The platform took a message. */
  answered(body, id) {
    const now = performance.now();
    this.lastSign = now;
    const to = recipientForm.exec(body)?.[1] ?? '';
    const first = this.settle(this.kind.text === null ? documentForm.exec(body)?.[0] : to);
    if (first === undefined) {
      this.counts.extra += 1;
    } else {
      this.counts.answered += 1;
      if (now <= this.until) this.counts.inTime += 1;
      this.replyMs.push(now - first.at);
      this.lastAnswer = now;
    }
    if (this.kind.statuses !== undefined) {
      const data = dataForm.exec(body)?.[1];
      for (const status of ['sent', 'delivered', 'read']) this.statuses.push({ id, to, status, data });
    }
  }

  /** Puts down what is due by now; answers the milliseconds until the next is, null when nothing more will be. */
  schedule() {
    const { rate, batch, each } = this.options;
    if (rate === 0 || each) return null;
    const now = performance.now();
    for (; this.nextDueAt <= now && this.nextDueAt < this.until; this.nextDueAt += (batch * 1000) / rate)
      this.due.push(this.nextDueAt);
    return this.nextDueAt < this.until ? Math.max(0, this.nextDueAt - performance.now()) : null;
  }

  /** Closed: answers while people wrote. Open: what was written did not depend on answers, so all of them and the time they took. */
  perSecond() {
    const { seconds, rate } = this.options;
    if (rate === 0) return this.counts.inTime / seconds;
    return this.counts.answered / Math.max(seconds, (this.lastAnswer - this.begun) / 1000);
  }

  result() {
    const { seconds } = this.options;
    return {
      ...this.counts,
      unanswered: this.unanswered,
      seconds,
      perSecond: this.perSecond(),
      ack: latencies(this.ackMs),
      reply: latencies(this.replyMs),
      late: latencies(this.lateMs),
      tookMs: performance.now() - this.begun,
    };
  }

  static quietMs = quietMs;
}
