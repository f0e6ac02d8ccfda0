// Keep-alive connections that work what `next` hands out, one request at a time each. On plain sockets, because they share
// the machine with what is measured.
import { connect } from 'node:net';

const complete = (answer) => {
  const end = answer.indexOf('\r\n\r\n');
  if (end === -1) return false;
  const length = Number(/\r\ncontent-length: *(\d+)/i.exec(answer)?.[1] ?? 0);
  return answer.length >= end + 4 + length;
};

/**
 * Opens `count` connections, spread over `ports`. `next()` answers `{ text, done(status) }` or null when there is nothing to
 * post; `wake()` asks it again for those connections that had nothing. A connection that breaks gives its request status 0
 * and is not used again.
 */
export const openConnections = async ({ ports, count, next }) => {
  const idle = [];
  let open = 0;
  const take = (connection) => {
    const work = next();
    if (work === null) {
      idle.push(connection);
      return false;
    }
    connection.work = work;
    connection.socket.write(work.text, 'latin1');
    return true;
  };
  const wake = () => {
    while (idle.length > 0) if (!take(idle.pop())) return;
  };
  const finish = (connection, status) => {
    const { work } = connection;
    connection.work = null;
    work?.done(status);
  };
  const connectOne = (port) =>
    new Promise((resolve, reject) => {
      const socket = connect({ port, host: '127.0.0.1', noDelay: true });
      const connection = { socket, work: null };
      let answer = '';
      socket.once('connect', () => {
        open += 1;
        socket.once('close', () => {
          open -= 1;
          const at = idle.indexOf(connection);
          if (at !== -1) idle.splice(at, 1);
          finish(connection, 0);
        });
        resolve(connection);
      });
      socket.on('error', reject);
      socket.on('data', (chunk) => {
        answer += chunk.latin1Slice();
        if (!complete(answer)) return;
        const status = Number(answer.slice(9, 12));
        answer = '';
        finish(connection, status);
        take(connection);
      });
    });
  const connections = await Promise.all(
    Array.from({ length: count }, (_, n) => connectOne(ports[n % ports.length])),
  );
  idle.push(...connections);
  return {
    wake,
    openCount: () => open,
    close: () => {
      for (const { socket } of connections) socket.destroy();
    },
  };
};
