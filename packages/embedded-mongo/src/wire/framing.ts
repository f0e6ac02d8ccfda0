import { ProtocolError, maxMessageBytes } from './message.ts';

/** Cuts the stream of a connection into whole messages. */
export class Framing {
  private chunks: Buffer[] = [];
  private size = 0;
  private wanted = 0;

  /** Takes what arrived and returns the messages that are complete now. */
  push(chunk: Buffer): Buffer[] {
    this.chunks.push(chunk);
    this.size += chunk.length;
    const messages: Buffer[] = [];
    for (;;) {
      if (this.wanted === 0) {
        if (this.size < 16) break;
        this.wanted = this.joined().readInt32LE(0);
        if (this.wanted < 16 || this.wanted > maxMessageBytes) throw new ProtocolError('bad message length');
      }
      if (this.size < this.wanted) break;
      const all = this.joined();
      messages.push(all.subarray(0, this.wanted));
      const rest = all.subarray(this.wanted);
      this.chunks = rest.length === 0 ? [] : [rest];
      this.size = rest.length;
      this.wanted = 0;
    }
    return messages;
  }

  private joined(): Buffer {
    if (this.chunks.length > 1) this.chunks = [Buffer.concat(this.chunks)];
    return this.chunks[0] ?? Buffer.alloc(0);
  }
}
