/** Tells the operator something in one line on standard error, where a service manager keeps it. */
export function report(message: string): void {
  process.stderr.write(`embedded database: ${message}\n`);
}
