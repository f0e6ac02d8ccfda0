import type { SimulatorStore } from '../../simulator/simulator-options.ts';

/** Keeps documents as JSON in memory, as a database would: what comes back is a copy. */
export class MemorySimulatorStore implements SimulatorStore {
  readonly documents = new Map<string, string>();
  writes = 0;
  failures = 0;

  load(): Promise<{ kind: string; id: string; body: unknown }[]> {
    const read = [...this.documents].map(([key, body]) => {
      const [kind = '', ...id] = key.split('/');
      return { kind, id: id.join('/'), body: JSON.parse(body) as unknown };
    });
    return Promise.resolve(read);
  }

  put(kind: string, id: string, body: unknown): Promise<void> {
    if (this.failures > 0) {
      this.failures -= 1;
      return Promise.reject(new Error('the store is away'));
    }
    this.writes += 1;
    this.documents.set(`${kind}/${id}`, JSON.stringify(body));
    return Promise.resolve();
  }

  remove(kind: string, id: string): Promise<void> {
    this.documents.delete(`${kind}/${id}`);
    return Promise.resolve();
  }

  ofKind(kind: string): string[] {
    return [...this.documents.keys()].filter((key) => key.startsWith(`${kind}/`));
  }
}
