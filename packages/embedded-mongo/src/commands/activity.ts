const kinds: Readonly<Record<string, string>> = {
  insert: 'insert',
  find: 'query',
  update: 'update',
  delete: 'delete',
  getMore: 'getmore',
};

/** What a server has done since it started, for `serverStatus`. */
export class Activity {
  connections = 0;
  connectionsMade = 0;
  readonly operations = { insert: 0, query: 0, update: 0, delete: 0, getmore: 0, command: 0 };

  /** Counts a command, under the names MongoDB has for them. */
  count(command: string): void {
    this.operations[(kinds[command] ?? 'command') as keyof Activity['operations']]++;
  }
}
