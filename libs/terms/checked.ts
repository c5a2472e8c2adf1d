import type { TermValue } from '#libs/wire/terms.js';

/** A value in its one spelling, or the reason why it is refused. */
export type Checked = { readonly value: TermValue } | { readonly reason: string };
