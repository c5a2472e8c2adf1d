const everyMs = 2_000;
const barWidth = 24;

export interface ProgressBar {
  show(records: number, fraction: number | undefined): void;
  say(text: string): void;
  end(): void;
}

/** A bar on a terminal, a line every two seconds elsewhere; both on stderr, so that stdout stays for the result. */
export function progressBar(stream: NodeJS.WriteStream = process.stderr): ProgressBar {
  const isTerminal = stream.isTTY === true;
  const start = performance.now();
  let shown = start;
  let isOpen = false;
  const close = (): void => {
    if (isOpen) stream.write('\r\u001b[K');
    isOpen = false;
  };
  return {
    show(records, fraction) {
      const now = performance.now();
      if (now - shown < (isTerminal ? 100 : everyMs)) return;
      shown = now;
      const rate = Math.round(records / ((now - start) / 1000));
      const share = fraction === undefined ? '' : `${Math.floor(fraction * 100)} %, `;
      const text = `${share}${records.toLocaleString('en')} lines, ${rate.toLocaleString('en')} a second`;
      if (!isTerminal) {
        stream.write(`${text}\n`);
        return;
      }
      const filled = Math.round((fraction ?? 0) * barWidth);
      stream.write(`\r\u001b[K${fraction === undefined ? '' : `[${'█'.repeat(filled)}${' '.repeat(barWidth - filled)}] `}${text}`);
      isOpen = true;
    },
    say(text) {
      close();
      stream.write(`${text}\n`);
    },
    end: close,
  };
}
