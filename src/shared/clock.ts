/** Where the time comes from. Production reads the database's clock (ADR 0004), tests pass a fake one. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };
