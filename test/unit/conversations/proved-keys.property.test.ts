import fc from 'fast-check';
import type { KnownKeys } from '../../../src/conversations/known-keys.ts';
import { aContact, aLetter, anAccount, anApproval, Chat } from './chat.ts';

/** Figures of the account, the letter and the approval of this contact. */
const amounts = /3[.,]180|12[.,]450|2[.,]000|500[.,]000/;
const numbers = ['+905000000201', '+905000000299', '+905000000298', null] as const;
const userIds = ['TR.A', 'TR.B', 'TR.C', null] as const;
const telephones = [null, null, 'K1', 'K2'] as const;
const words = ['bakiye', 'mutabıkız', 'evet', 'onaylıyorum', 'hareketlerim', 'hayır', 'menü', 'bekleyenler'];

/** Who shows which keys, and from which telephone; null: the platform does not say. */
type Shown = KnownKeys & { telephone: string | null };

type Move =
  | { do: 'write'; text: string; keys: Shown }
  | { do: 'tap'; keys: Shown; nth: number }
  | { do: 'code'; keys: Shown; isRight: boolean }
  | { do: 'notice'; keys: Shown; to: KnownKeys }
  | { do: 'ask'; what: 'letter' | 'approval' }
  | { do: 'books'; phone: string }
  | { do: 'remind' };

const someKeys = fc
  .record({
    phone: fc.constantFrom(...numbers),
    userId: fc.constantFrom(...userIds),
    telephone: fc.constantFrom(...telephones),
  })
  .filter(({ phone, userId }) => phone !== null || userId !== null);

const moves: fc.Arbitrary<Move> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('write' as const),
      text: fc.constantFrom(...words),
      keys: someKeys,
    }),
  },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('tap' as const), keys: someKeys, nth: fc.nat(8) }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('code' as const), keys: someKeys, isRight: fc.boolean() }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('notice' as const),
      keys: someKeys,
      to: fc.record({ phone: fc.constantFrom(...numbers), userId: fc.constantFrom(...userIds) }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('ask' as const),
      what: fc.constantFrom('letter' as const, 'approval' as const),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('books' as const),
      phone: fc.constantFrom(...(numbers.slice(0, 3) as string[])),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('remind' as const) }) },
);

/** Who has been proved, told apart from the product: a plain set of rules over what happened (ADR 0030). */
class Proved {
  phone: string | null = numbers[0];
  userId: string | null = null;
  telephone: string | null = null;
  isOpen = true;

  /** A message from these keys: the first key of a kind beside a proved one is proved by it. */
  sees({ phone, userId, telephone }: Shown): void {
    const isOther =
      (phone !== null && this.phone !== null && phone !== this.phone) ||
      (userId !== null && this.userId !== null && userId !== this.userId);
    const isBeside = (phone !== null && phone === this.phone) || (userId !== null && userId === this.userId);
    const isMoved = telephone !== null && this.telephone !== null && telephone !== this.telephone;
    if (isOther || !isBeside || isMoved) this.isOpen = false;
    else if (this.isOpen) {
      this.phone ??= phone;
      this.userId ??= userId;
      this.telephone ??= telephone;
    }
  }

  has({ phone, userId }: KnownKeys): boolean {
    return (
      this.isOpen && (phone === null || phone === this.phone) && (userId === null || userId === this.userId)
    );
  }
}

const run = (sequence: readonly Move[]): void => {
  const chat = new Chat(aContact({ phone: numbers[0], accounts: [anAccount()] }));
  const proved = new Proved();
  let asked = 0;
  let tokens: string[] = [];
  for (const move of sequence) {
    const [texts, decisions] = [chat.seen.length, chat.decisions.length];
    let isTold = proved.isOpen;
    if ('keys' in move) {
      const { telephone, ...keys } = move.keys;
      [chat.keys, chat.telephoneKey] = [keys, telephone];
    }
    switch (move.do) {
      case 'write':
        proved.sees(move.keys);
        isTold = proved.has(move.keys);
        chat.type(move.text);
        break;
      case 'tap': {
        proved.sees(move.keys);
        isTold = proved.has(move.keys);
        chat.tapId(tokens.at(-1 - move.nth) ?? 'nothing');
        break;
      }
      case 'code': {
        const isAwaited = chat.standing.code !== null;
        proved.sees(move.keys);
        chat.type(move.isRight ? '123456' : '654321');
        if (isAwaited && move.isRight && chat.standing.proof !== null && chat.state.doubt === undefined) {
          proved.phone = chat.state.keys?.phone ?? null;
          proved.userId = chat.state.keys?.userId ?? null;
          proved.telephone = move.keys.telephone;
          proved.isOpen = true;
          expect(chat.state.keys).toMatchObject(
            Object.fromEntries(Object.entries(chat.keys ?? {}).filter(([, key]) => key !== null)),
          );
        }
        isTold = proved.has(move.keys);
        break;
      }
      case 'notice':
        proved.isOpen = false;
        isTold = false;
        chat.send({ type: 'identity-changed', newPhone: move.to.phone, newUserId: move.to.userId });
        break;
      case 'ask': {
        asked += 1;
        const over = { requestId: `req_${asked}`, reference: `REF-${asked}` };
        chat.ask(
          move.what === 'letter'
            ? aLetter(over)
            : anApproval({
                ...over,
                expiresAt: '2027-01-01T00:00:00.000Z',
                dueAt: '2027-01-01T00:00:00.000Z',
              }),
        );
        break;
      }
      case 'books': {
        // The storage says that a number that took another's place is not verified.
        const isOther = move.phone !== chat.contact?.phone;
        if (isOther) {
          chat.contact = aContact({
            ...{ phone: move.phone, phoneVerified: false, accounts: [anAccount()] },
            doubtedAt: new Date(chat.now + 1).toISOString(),
          });
          proved.isOpen = false;
        }
        isTold = proved.isOpen;
        break;
      }
      case 'remind':
        for (const { request } of chat.state.dialogs)
          chat.command({ type: 'remind', requestId: request.requestId, by: 'staff' });
    }
    // What was suppressed stands in the transcript and went to nobody.
    const said = chat.seen
      .slice(texts)
      .filter((_, index) => chat.sent[texts + index]?.suppressed === undefined)
      .map(({ text }) => text)
      .join('\n');
    if (!isTold) {
      expect(said).not.toMatch(amounts);
      expect(chat.decisions.length).toBe(decisions);
    }
    tokens = chat.seen.flatMap(({ choices }) => choices.map(({ id }) => id));
  }
};

describe('keys of a person, in any order of messages, notices, codes and changes of the books', () => {
  it('whoever has not proved their keys for the contact: no amount, no decision', () => {
    fc.assert(fc.property(fc.array(moves, { minLength: 1, maxLength: 25 }), run), { numRuns: 300 });
  });
});
