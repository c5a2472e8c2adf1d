import type { PartyDetails, TermDefinition } from '#libs/wire/terms.js';
import type { Checked } from './checked.js';

const refused = (reason: string): Checked => ({ reason });

/** Control characters other than line breaks; and marks that turn the direction of text, which make a text read differently from what it says. */
const unprintable = /[^\P{Cc}\n]|[\u202A-\u202E\u2066-\u2069]/u;
/** Regions are named by ISO 3166-1 alpha-2, or as EU, EEA or ADEQUATE (countries with an adequacy decision under Art. 45 GDPR). */
const region = /^[A-Z]{2}$|^EEA$|^ADEQUATE$/;

/** A set in the order of its choices, without repeats. Regions need no list of choices. */
export function checkedMembers({ kind, choices }: TermDefinition, given: readonly string[]): Checked {
  if (given.length === 0) return refused('needs at least one member');
  const known = choices.map(({ code }) => code);
  if (kind === 'regions' && known.length === 0) {
    const odd = given.find((code) => !region.test(code));
    return odd === undefined ? { value: [...new Set(given)].toSorted() } : refused(`${odd} is not a region: two capital letters of ISO 3166, EU, EEA or ADEQUATE`);
  }
  const odd = given.find((code) => !known.includes(code));
  if (odd !== undefined) return refused(`${odd} is not one of ${known.join(', ')}`);
  return { value: known.filter((code) => given.includes(code)) };
}

/** A party is complete but for its authority, which the law of its seat may supply. */
export function checkedParty(given: PartyDetails): Checked {
  const party: PartyDetails = { name: given.name.trim(), registration: given.registration.trim(), address: given.address.trim(), signatory: given.signatory.trim(), authority: given.authority.trim() };
  const [missing] = (['name', 'registration', 'address', 'signatory'] as const).filter((part) => party[part] === '');
  if (missing !== undefined) return refused(`needs the ${missing}`);
  const odd = Object.entries(party).find(([, text]) => unprintable.test(text));
  return odd === undefined ? { value: party } : refused(`has characters in its ${odd[0]} that do not print`);
}

/** Text, or a calendar date that exists. Bounds of text are its length, bounds of a date are dates. */
export function checkedText({ kind, minimum, maximum }: TermDefinition, given: string): Checked {
  const text = given.trim();
  if (kind === 'date') {
    if (!isDate(text)) return refused('must be a date such as 2027-03-31');
    if (minimum !== null && text < minimum) return refused(`must not be before ${minimum}`);
    return maximum !== null && text > maximum ? refused(`must not be after ${maximum}`) : { value: text };
  }
  if (unprintable.test(text)) return refused('has characters that do not print or that turn the direction of the text');
  if (minimum !== null && text.length < Number(minimum)) return refused(`must have at least ${minimum} characters`);
  return maximum !== null && text.length > Number(maximum) ? refused(`must have at most ${maximum} characters`) : { value: text };
}

function isDate(text: string): boolean {
  const [, year, month, day] = /^(20\d\d)-(\d\d)-(\d\d)$/.exec(text) ?? [];
  if (year === undefined) return false;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return date.toISOString().startsWith(text);
}
