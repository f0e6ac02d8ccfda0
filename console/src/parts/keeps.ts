/** How to forget what pages keep in memory beside the queries: drafts, what was looked at. */
const forgetters = new Set<() => void>();

/** Whose it is; null: nobody signed in yet. */
let person: string | null = null;

/** Whoever keeps something of a person beyond its page says here how it is forgotten. */
export const onForget = (forget: () => void): void => {
  forgetters.add(forget);
};

/** Somebody signs out: nothing that they typed is shown to the next. */
export const forgetKept = (): void => {
  person = null;
  for (const forget of forgetters) forget();
};

/** Somebody is signed in. True: somebody else was, and what was kept of them is forgotten. The same one finds it again. */
export const keptFor = (id: string): boolean => {
  const isOther = person !== null && person !== id;
  if (isOther) forgetKept();
  person = id;
  return isOther;
};
