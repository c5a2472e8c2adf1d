/** What the place that text goes to can show. */
export interface Terminal {
  readonly columns: number;
  readonly isUnicode: boolean;
}

const withoutTerminal = 80;

/** Block characters only on a terminal that says it takes UTF-8; NO_COLOR asks for plain characters too. */
export function terminalOf(stream: Pick<NodeJS.WriteStream, 'isTTY' | 'columns'>, environment: NodeJS.ProcessEnv, platform: NodeJS.Platform): Terminal {
  const { LC_ALL, LC_CTYPE, LANG, NO_COLOR, TERM, WT_SESSION } = environment;
  const locale = [LC_ALL, LC_CTYPE, LANG].find((one) => one !== undefined && one !== '') ?? '';
  const isUtf8 = platform === 'win32' ? WT_SESSION !== undefined : /utf-?8/i.test(locale);
  return {
    columns: stream.isTTY && stream.columns > 0 ? stream.columns : withoutTerminal,
    isUnicode: stream.isTTY && isUtf8 && TERM !== 'dumb' && (NO_COLOR ?? '') === '',
  };
}
