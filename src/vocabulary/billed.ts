/** What the platform says in a status about charging a message (platform 4.3); it never names a price. */
export interface Billed {
  /** `utility`, `service`, `marketing` …: new words come without us. */
  category: string;
  /** `regular` is charged, everything that begins with `free` is not. */
  type: string;
}
