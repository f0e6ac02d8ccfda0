/** A file the server has. */
export interface KeptFile {
  fileId: string;
  name: string;
  bytes: number;
}

/** One entry per link: it is forgotten with the tab, and no cookie. */
const key = `uploaded:${location.pathname}`;

const isKept = (value: unknown): value is KeptFile =>
  typeof value === 'object' &&
  value !== null &&
  typeof Reflect.get(value, 'fileId') === 'string' &&
  typeof Reflect.get(value, 'name') === 'string' &&
  typeof Reflect.get(value, 'bytes') === 'number';

/** What was uploaded in this tab before it was loaded again; a phone does that when the camera needed its memory. */
export const readKept = (): KeptFile[] => {
  try {
    const stored: unknown = JSON.parse(sessionStorage.getItem(key) ?? '[]');
    return Array.isArray(stored) ? stored.filter(isKept) : [];
  } catch {
    return [];
  }
};

export const keep = (files: readonly KeptFile[]): void => {
  try {
    sessionStorage.setItem(key, JSON.stringify(files));
  } catch {
    // A browser without storage forgets the list when the page is loaded again; nothing else depends on it.
  }
};
