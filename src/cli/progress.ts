/** Progress of long work: one line that is written over, on a terminal only. */
export interface Progress {
  show(text: string): void;
  /** Removes the line. */
  end(): void;
}

interface Terminal {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

export function progressOn(terminal: Terminal, wanted: boolean): Progress {
  if (terminal.isTTY !== true || !wanted) return { show: () => undefined, end: () => undefined };
  const clear = '\r\u001b[K';
  return {
    show: (text) => void terminal.write(clear + text.slice(0, Math.max(20, (terminal.columns ?? 80) - 1))),
    end: () => void terminal.write(clear),
  };
}
