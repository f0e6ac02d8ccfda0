// First import of a process that looks at hostile files: it talks to its parent alone. Node's permissions (run-inspection.ts) keep
// files, programs and threads closed; before Node 25 they know nothing of the network, so its ways out are taken away here. This
// holds against a parser that is led astray, not against code of its own in a native decoder: for that the image has its user.
import dgram from 'node:dgram';
import dns from 'node:dns';
import net from 'node:net';
import { syncBuiltinESMExports } from 'node:module';

const closed = () => {
  throw new Error('This process has no network.');
};

net.Socket.prototype.connect = closed;
net.Server.prototype.listen = closed;
dgram.Socket.prototype.bind = closed;
dgram.Socket.prototype.send = closed;
dgram.Socket.prototype.connect = closed;
for (const resolver of [dns, dns.promises])
  for (const name of Object.keys(resolver))
    if (/^(?:lookup|resolve|reverse)/.test(name)) resolver[name] = closed;
syncBuiltinESMExports();
