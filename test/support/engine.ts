import { randomBytes } from 'node:crypto';

/** URI of the database that serves this run: the embedded one, or the one that MONGODB_TEST_URI names. */
export function testDatabaseUri(): string {
  const uri = process.env.MUTABIK_TEST_URI;
  if (uri === undefined || uri === '')
    throw new Error('no test database: run through jest, whose global setup starts it');
  return uri;
}

/** A database name nobody else uses. Whoever takes one drops the database at the end. */
export function freshDatabaseName(): string {
  return `test_${randomBytes(8).toString('hex')}`;
}
