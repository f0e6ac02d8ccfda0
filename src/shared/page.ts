/** A place in a sorted list: the sort key of the last item given out and its id, which breaks ties. Both are plain strings. */
export interface PagePosition {
  key: string;
  id: string;
}

/** Which part of a list is wanted. `limit` is 1–200; `after: null` starts at the beginning. */
export interface PageRequest {
  limit: number;
  after: PagePosition | null;
}

/** `next: null` means that nothing follows. */
export interface Page<T> {
  items: readonly T[];
  next: PagePosition | null;
}
