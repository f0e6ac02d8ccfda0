// Keep-alive connections that work what `next` hands out, one request at a time each. On plain sockets, because they share
// the machine with what is measured.
import { connect } from 'node:net';

const headOf = (answer) => {
  const end = answer.indexOf('\r\n\r\n');
  return end === -1 ? null : answer.slice(0, end);
};

/** Whether all of an answer with this head is there. */
const isWhole = (answer, head) => {
  const length = Number(/\r\ncontent-length: *(\d+)/i.exec(head)?.[1] ?? 0);
  return answer.length >= head.length + 4 + length;
};

/** One connection, made anew when the other side closes it. */
class Connection {
  constructor(port, onIdle) {
    this.port = port;
    this.onIdle = onIdle;
    this.work = null;
    this.isOpen = false;
    this.isEnded = false;
    /** Requests whose connection was closed before their answer. */
    this.broken = 0;
  }

  /** Resolves when it is open; rejects when nobody listens. */
  open() {
    return new Promise((resolve, reject) => {
      const socket = connect({ port: this.port, host: '127.0.0.1', noDelay: true });
      let answer = '';
      socket.once('connect', () => {
        this.socket = socket;
        this.isOpen = true;
        resolve();
      });
      socket.on('error', reject);
      socket.once('close', () => this.closed());
      socket.on('data', (chunk) => {
        answer += chunk.latin1Slice();
        const head = headOf(answer);
        if (head === null || !isWhole(answer, head)) return;
        const status = Number(answer.slice(9, 12));
        answer = '';
        // Unasked (a server that waited too long for a first request), or the last on this connection.
        if (this.work === null || /\r\nconnection: *close/i.test(head)) socket.destroy();
        this.finish(status);
        if (!socket.destroyed) this.onIdle(this);
      });
    });
  }

  post(work) {
    this.work = work;
    this.socket.write(work.text, 'latin1');
  }

  finish(status) {
    const { work } = this;
    this.work = null;
    work?.done(status);
  }

  closed() {
    const wasOpen = this.isOpen;
    this.isOpen = false;
    if (this.work !== null) this.broken += 1;
    this.finish(0);
    if (!wasOpen || this.isEnded) return;
    this.open().then(
      () => this.onIdle(this),
      () => {},
    );
  }

  end() {
    this.isEnded = true;
    this.socket?.destroy();
  }
}

/**
 * Opens `count` connections, spread over `ports`, used in turn. `next()` answers `{ text, done(status) }` or null when there is
 * nothing to post; `wake()` asks it again for those connections that had nothing. A request whose connection breaks gets status 0.
 */
export const openConnections = async ({ ports, count, next }) => {
  const idle = new Set();
  const take = (connection) => {
    const work = next();
    if (work === null) {
      idle.add(connection);
      return false;
    }
    idle.delete(connection);
    connection.post(work);
    return true;
  };
  const wake = () => {
    for (const connection of idle) {
      if (!connection.isOpen) idle.delete(connection);
      else if (!take(connection)) return;
    }
  };
  const connections = Array.from({ length: count }, (_, n) => new Connection(ports[n % ports.length], take));
  await Promise.all(connections.map((connection) => connection.open()));
  for (const connection of connections) idle.add(connection);
  return {
    wake,
    openCount: () => connections.filter(({ isOpen }) => isOpen).length,
    brokenCount: () => connections.reduce((sum, { broken }) => sum + broken, 0),
    close: () => {
      for (const connection of connections) connection.end();
    },
  };
};
