import { describe, expect, test } from 'vitest';
import { familyWords } from '#libs/terms/incoming/family-words.js';
import { matchFamily } from '#libs/terms/incoming/match-family.js';
import { splitClauses } from '#libs/terms/incoming/split-clauses.js';
import { families } from '#libs/wire/terms.js';
import { paper, type papers } from './papers.js';

function matched(text: string) {
  const clauses = splitClauses({ text, headings: [] });
  return clauses.map((clause) => ({ ...clause, match: matchFamily(text, clauses, clause) }));
}

const familiesOf = (name: (typeof papers)[number]) => matched(paper(name)).map(({ number, match }) => `${number} ${match.family ?? match.reason}`);

describe('the clauses of a vendor’s paper belong to families', () => {
  test('an American master agreement', () => {
    expect(familiesOf('corvid-master-agreement.txt')).toEqual([
      ' weak', ' parties', '1 definitions', '1.1 definitions', '1.2 definitions', '2 licences', '2.1 licences', '2.2 licences', '3 payment', '3.1 payment', '3.2 payment', '3.3 payment', '3.4 payment',
      '4 weak', '4.1 uptime', '4.2 latency', '4.3 credits', '4.4 credits', '4.5 accuracy', '5 support', '5.1 support', '6 ownership', '6.1 ownership', '6.2 ownership', '7 security', '8 indemnities',
      '9 liability', '9.1 liability', '9.2 liability', '10 term', '10.1 term', '10.2 term', '10.3 term', '10.4 exit', '11 law', '12 weak',
    ]);
  });

  test('a German framework agreement in Markdown', () => {
    expect(familiesOf('hanse-rahmenvertrag.md')).toEqual([
      ' weak', 'Article 1 parties', 'Article 2 scope', 'Article 3 uptime', '3.1 uptime', '3.2 tie', 'Article 4 latency', 'Article 5 accuracy', 'Article 6 credits', 'Article 7 ownership',
      'Article 8 subprocessors', 'Article 9 residency', 'Article 10 payment', 'Article 11 liability', 'Article 12 term', 'Article 13 exit', 'Article 14 law',
    ]);
  });

  test('British terms of supply, hard-wrapped, with a schedule', () => {
    expect(familiesOf('thornbury-terms.txt')).toEqual([
      ' weak', '§ 1 definitions', '§ 2 scope', '§ 3 uptime', '§ 4 support', '§ 5 payment', '§ 6 credits', '§ 7 ownership', '§ 8 liability', '§ 9 amendment', '§ 10 term', '§ 11 law', 'SCHEDULE 1 weak', '1 uptime',
    ]);
  });
});

test('the words that speak for a family are named, with their places in the text', () => {
  const text = '3. Fees\n\nEach invoice is paid in full.';
  const [clause] = matched(text);
  expect(clause?.match).toMatchObject({ family: 'payment', reason: 'matched', runnerUp: null });
  expect(clause?.match.words.map(({ words, weight, place, start, end }) => `${place}: ${words} ${weight} “${text.slice(start, end)}”`)).toEqual(['heading: fee 9 “Fees”', 'text: invoice 3 “invoice”']);
  expect(clause?.match.score).toBe(12);
});

test('a word that is repeated counts three times, not more', () => {
  const score = (times: number) => matched(`1. Misc\n\n${'An invoice follows. '.repeat(times)}`)[0]?.match.score;
  expect([score(1), score(3), score(30)]).toEqual([3, 9, 9]);
});

test('of overlapping phrases of a family only the longest counts', () => {
  const words = matched('1. Misc\n\nThe intellectual property rights stay.')[0]?.match.words.map(({ words: found }) => found);
  expect(words).toEqual(['intellectual property right']);
});

test('a clause that speaks for two families alike belongs to neither, and names the other', () => {
  const [clause] = matched('1. Other\n\nAudit and indemnity are important.');
  expect(clause?.match).toMatchObject({ family: null, reason: 'tie', score: 5, runnerUp: { score: 5 } });
});

test('a clause with hardly a telling word belongs to no family', () => {
  expect(matched('1. Lunch\n\nThe canteen is open; patents hang on its wall.')[0]?.match).toMatchObject({ family: null, reason: 'weak', score: 2 });
});

test('every family has words, and no word has a weight outside 1 to 6', () => {
  expect(Object.keys(familyWords).toSorted()).toEqual([...families].toSorted());
  expect(Object.values(familyWords).flatMap((words) => Object.values(words)).filter((weight) => weight < 1 || weight > 6)).toEqual([]);
});
