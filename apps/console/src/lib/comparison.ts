import type { AgreementVersion } from '#libs/wire/agreements.js';
import type { AgreementComparison, Callout, ClauseChange, ComparedSide, Effect, PassageChange } from '#libs/wire/comparisons.js';

export const calloutWords: Readonly<Record<Callout['kind'], string>> = {
  number: 'Number',
  modality: 'Duty or permission',
  negation: 'Negation or exception',
  'defined-term': 'Defined term',
  invisible: 'Invisible characters',
  confusable: 'Characters that look like others',
  space: 'Unusual spaces',
};

export const effectWords: Readonly<Record<Effect, string>> = { better: '▲ Better for us', worse: '▼ Worse for us', unranked: '◇ For a person to judge' };

/** The sides one can choose, the newest version first. */
export function sideChoices(versions: readonly AgreementVersion[]): readonly { readonly value: string; readonly label: string }[] {
  return [
    { value: 'draft', label: 'The saved draft' },
    ...versions.toReversed().map(({ number }) => ({ value: `v${number}`, label: `Version ${number}` })),
    { value: 'text', label: 'A text that the other party sent' },
  ];
}

/** What the address asks for; without it the newest version, or the draft when there is none, and their text. */
export function sidesOf(params: Pick<URLSearchParams, 'get'>, versions: readonly AgreementVersion[]): { readonly left: string; readonly right: string } {
  const known = new Set(sideChoices(versions).map(({ value }) => value));
  const asked = (name: string) => known.has(params.get(name) ?? '') ? params.get(name) : null;
  const newest = versions.at(-1);
  return { left: asked('left') ?? (newest ? `v${newest.number}` : 'draft'), right: asked('right') ?? (newest ? 'draft' : 'text') };
}

/** The side as it is sent; `text` is what was pasted. */
export function sideOf(name: string, text: string): ComparedSide {
  if (name === 'text') return { kind: 'text', text };
  return name === 'draft' ? { kind: 'draft' } : { kind: 'version', number: Number(name.slice(1)) };
}

/** What changed terms of a passage move, as lines: the terms themselves, objectives, clocks and money. */
export function movedBy(paths: readonly string[], { terms, objectives, clocks, credits }: AgreementComparison): readonly MovedValue[] {
  const follows = (change: { readonly paths: readonly string[] }) => change.paths.some((path) => paths.includes(path));
  return [
    ...terms.filter(follows).map((change) => ({ what: change.label, left: change.left, right: change.right, note: change.difference, effect: change.effect })),
    ...objectives.filter(follows).map((change) => ({ what: `${change.label}, ${change.aspect}`, left: change.left, right: change.right, note: null, effect: change.effect })),
    ...clocks.filter(follows).map((change) => ({ what: change.label, left: change.left, right: change.right, note: null, effect: change.effect })),
    ...credits.filter(follows).map((change) => ({ what: `Credit: ${change.label}`, left: moneyText(change.left), right: moneyText(change.right), note: null, effect: change.effect })),
  ];
}

export interface MovedValue {
  readonly what: string;
  readonly left: string | null;
  readonly right: string | null;
  readonly note: string | null;
  readonly effect: Effect;
}

function moneyText(money: { readonly amount: string; readonly currency: string } | null): string | null {
  return money === null ? null : `${money.amount} ${money.currency}`;
}

/** Clauses in which something is shown: those that changed, or that changed in more than form. */
export function shownClauses(clauses: readonly ClauseChange[], onlySubstantive: boolean): readonly ClauseChange[] {
  return onlySubstantive ? clauses.filter(({ substantive }) => substantive) : clauses;
}

/** Whether the keys stop at a passage. */
export function isStop({ id, substantive }: PassageChange, onlySubstantive: boolean): boolean {
  return id !== null && (substantive || !onlySubstantive);
}

/** The id before or after `current` in reading order, round the end; the first or last when nothing is current. */
export function stopBeside(ids: readonly string[], current: string | null, step: 1 | -1): string | undefined {
  const at = current === null ? -1 : ids.indexOf(current);
  if (at < 0) return step === 1 ? ids[0] : ids.at(-1);
  return ids[(at + step + ids.length) % ids.length];
}
