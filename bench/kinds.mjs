// The kinds of load: what a person writes, whether the person is in the books, and what follows an answer.

/**
 * `text`: what is written; null: events of the API instead. `isStranger`: each message comes from somebody new. `inBooks`:
 * people are customers before it starts. `greets`: each wrote once before the measurement, so that what comes once (the
 * privacy notice) has come. `statuses`: what the platform reports about each answer, one per webhook or many together.
 */
export const kinds = {
  known: { says: 'known people say Merhaba', text: 'Merhaba', people: 400, greets: true },
  first: { says: 'each message is a first contact', text: 'Merhaba', people: 400, isStranger: true },
  menu: {
    says: 'customers ask for their balance',
    text: 'Bakiye',
    people: 400,
    inBooks: true,
    greets: true,
  },
  status: {
    says: 'known people, and sent, delivered, read per answer, each a webhook',
    text: 'Merhaba',
    people: 400,
    greets: true,
    statuses: 'single',
  },
  'status-batch': {
    says: 'known people, and sent, delivered, read per answer, many in one webhook',
    text: 'Merhaba',
    people: 400,
    greets: true,
    statuses: 'batched',
  },
  event: {
    says: 'movements reported by POST /v1/events, each told to a customer',
    text: null,
    people: 1000,
    inBooks: true,
    greets: true,
  },
};
