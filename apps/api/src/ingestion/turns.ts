/** One place in a row of things that overlap, but for one step that must happen in order. */
export interface Turn {
  /** Resolves when everybody before has passed. */
  readonly come: Promise<void>;
  /** Lets the next one come. More than once is once. */
  pass(): void;
}

/** Hands out turns in the order they are asked for. */
export function newTurns(): () => Turn {
  let before: Promise<void> = Promise.resolve();
  return () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const come = before;
    before = come.then(() => promise);
    return { come, pass: resolve };
  };
}
