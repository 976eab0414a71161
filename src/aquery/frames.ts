/** Takes length-delimited messages off a stream that comes in pieces. */
export class FrameReader {
  #pieces: Buffer[] = [];
  #length = 0;
  readonly #maxLength: number;

  constructor(maxLength = 1 << 30) {
    this.#maxLength = maxLength;
  }

  /** The messages that are complete with this piece. A message is a view of the pieces, not a copy, wherever it lies in one. */
  push(piece: Buffer): Buffer[] {
    this.#pieces.push(piece);
    this.#length += piece.length;
    const first = this.#pieces[0] ?? piece;
    const header = readLength(first.length >= 5 || this.#pieces.length === 1 ? first : this.#join());
    // A message larger than what is there is joined once, when it is complete: not at every piece.
    if (!header || this.#length < header.start + header.length) {
      if (header && header.length > this.#maxLength) throw new Error(`message of ${header.length} bytes`);
      return [];
    }
    return this.#take(this.#join());
  }

  /** Whether the stream ends between two messages. */
  get done(): boolean {
    return this.#length === 0;
  }

  #take(buffer: Buffer): Buffer[] {
    const messages: Buffer[] = [];
    let at = 0;
    for (;;) {
      const rest = buffer.subarray(at);
      const header = readLength(rest);
      if (!header || rest.length < header.start + header.length) break;
      messages.push(rest.subarray(header.start, header.start + header.length));
      at += header.start + header.length;
    }
    const rest = buffer.subarray(at);
    this.#pieces = rest.length === 0 ? [] : [rest];
    this.#length = rest.length;
    return messages;
  }

  #join(): Buffer {
    const joined = this.#pieces.length === 1 ? (this.#pieces[0] as Buffer) : Buffer.concat(this.#pieces);
    this.#pieces = [joined];
    return joined;
  }
}

function readLength(buffer: Buffer): { readonly start: number; readonly length: number } | undefined {
  let length = 0;
  for (let i = 0; i < buffer.length && i < 5; i++) {
    const byte = buffer[i] as number;
    length += (byte & 0x7f) * 2 ** (7 * i);
    if (byte < 0x80) return { start: i + 1, length };
  }
  if (buffer.length >= 5) throw new Error('length of more than five bytes');
  return undefined;
}
