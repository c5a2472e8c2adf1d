import { invalidAt } from '#libs/wire/errors.js';

/** What an attacker knows about the person and would try first. */
export interface PasswordContext {
  readonly email: string;
  readonly organisation: string;
}

const rows = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm', 'qwertzuiop', 'yxcvbnm', 'azertyuiop', '1234567890', '0123456789', 'abcdefghijklmnopqrstuvwxyz'];
const runs = rows.flatMap((row) => [row, [...row].toReversed().join('')]);
const commonWords = ['password', 'passwort', 'welcome', 'changeme', 'letmein', 'iloveyou', 'administrator', 'admin', 'login', 'secret', 'master', 'summer', 'winter'];

/** Fewer characters of one's own than this, beside sequences and common words, are guessed within the first thousands. */
const ownCharacters = 4;

/**
 * Why a password would be among an attacker's first guesses, in words for the person choosing it; null when it is fine.
 * Rules instead of a list: known context, one repeated pattern, and what is left after keyboard rows, sequences and common words.
 */
export function passwordWeakness(password: string, context: PasswordContext): string | null {
  const squeezed = password.normalize('NFKC').toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  const known = contextWords(context).find((word) => squeezed.includes(word));
  if (known !== undefined) return `contains "${known}", which anybody would try first`;
  if (/^(.{1,4}?)\1+$/su.test(password)) return 'repeats one short pattern';
  const own = commonWords.reduce((text, word) => text.replaceAll(word, ''), squeezed.replace(/(.)\1{2,}/gu, ''));
  if ([...withoutRuns(own)].length < ownCharacters) return 'is made of sequences and common words';
  return null;
}

/** @throws FineprintError INVALID that points at the password */
export function refuseWeakPassword(password: string, context: PasswordContext): void {
  const weakness = passwordWeakness(password, context);
  if (weakness !== null) throw invalidAt('/password', 'PASSWORD_GUESSABLE', `The password ${weakness}; choose another`);
}

// Words of three letters and less occur inside honest passphrases.
function contextWords({ email, organisation }: PasswordContext): string[] {
  const localPart = email.toLowerCase().split('@')[0] ?? '';
  return ['fineprint', ...localPart.split(/[^\p{L}\p{N}]+/u), ...organisation.normalize('NFKC').toLowerCase().split(/[^\p{L}\p{N}]+/u)].filter(
    (word) => [...word].length >= 4,
  );
}

function withoutRuns(text: string): string {
  let rest = text;
  for (let start = 0; start + 4 <= rest.length; ) {
    const length = runLength(rest, start);
    if (length >= 4) rest = rest.slice(0, start) + rest.slice(start + length);
    else start += 1;
  }
  return rest;
}

function runLength(text: string, start: number): number {
  let longest = 0;
  for (const run of runs) {
    let length = 0;
    while (start + length < text.length && run.includes(text.slice(start, start + length + 1))) length += 1;
    longest = Math.max(longest, length);
  }
  return longest;
}
