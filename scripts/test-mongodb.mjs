// Runs the tests against a server instead of the built-in database: MONGODB_TEST_URI names it, a real MongoDB replica set or
// any engine that speaks the protocol. Arguments go to jest. The tests make databases of their own and drop them again.
import { spawnSync } from 'node:child_process';
import { MongoClient } from 'mongodb';

const uri = process.env.MONGODB_TEST_URI;
if (!uri) {
  console.error(`MONGODB_TEST_URI is not set. Start a replica set of one, for example

  docker run --rm -d --name mutabik-test -p 127.0.0.1:27017:27017 mongo:7 --replSet rs0
  docker exec mutabik-test mongosh --quiet --eval "rs.initiate({ _id: 'rs0', members: [{ _id: 0, host: '127.0.0.1:27017' }] })"

or without Docker

  mongod --replSet rs0 --bind_ip 127.0.0.1 --dbpath "$(mktemp -d)" &
  mongosh --quiet --eval "rs.initiate({ _id: 'rs0', members: [{ _id: 0, host: '127.0.0.1:27017' }] })"

then run

  MONGODB_TEST_URI='mongodb://127.0.0.1:27017/?replicaSet=rs0' npm run test:mongodb

The tests make databases of their own and drop them again.`);
  process.exit(2);
}

// Without this look first, an unreachable server shows as hundreds of failing tests.
const client = new MongoClient(uri, { serverSelectionTimeoutMS: 10_000 });
try {
  const { version } = await client.db('admin').command({ buildInfo: 1 });
  console.log(`The server answers as version ${version}.`);
} catch (error) {
  console.error(`MONGODB_TEST_URI cannot be used: ${error.message}`);
  process.exit(2);
} finally {
  await client.close();
}

const jest = ['node_modules/jest/bin/jest.js', '--config', 'jest.config.mjs'];
const browser = ['--testPathIgnorePatterns', '/node_modules/', '/test/e2e/phone-page'];
const { status } = spawnSync(process.execPath, [...jest, ...process.argv.slice(2), ...browser], {
  stdio: 'inherit',
});
process.exit(status ?? 1);
