// Opens a database of the format before checksums and kills its own process in the middle of the upgrade: `upgrade-runner.mjs directory N` at
// the Nth entry that is written anew, `upgrade-runner.mjs directory commit` when all are written and the transaction is not on disk.
import { DiskRoom } from '../dist/store/disk-room.js';
import { Environment } from '../dist/store/environment.js';

const [directory, when] = process.argv.slice(2);
const die = () => process.kill(process.pid, 'SIGKILL');
const { note, reserve } = DiskRoom.prototype;
let entries = 0;
DiskRoom.prototype.note = function (bytes) {
  if (++entries === Number(when)) die();
  note.call(this, bytes);
};
DiskRoom.prototype.reserve = function (before, sizeAfter) {
  reserve.call(this, before, sizeAfter);
  if (when === 'commit') die();
};
const environment = new Environment(directory);
await environment.close();
process.stdout.write(`${entries}\n`);
