import type { IncomingPaperDetail } from '#libs/wire/incoming-papers.js';
import { id } from '../samples.ts';

const text = '1. Availability\nThe Service is available at least 99.9% of the time.\n2. Uptime\nThe uptime is at least 99.5%.\n3. Lunch\nThe canteen is open.\n';
const at = (words: string) => ({ start: text.indexOf(words), end: text.indexOf(words) + words.length });
const none = { number: '', heading: '', level: 1, parent: null };
const [second, third] = [text.indexOf('2. '), text.indexOf('3. ')];

/** A paper that states its uptime twice, with deleted text and a clause of no family. */
export const paper: IncomingPaperDetail = {
  id: id(70),
  vendorId: id(30),
  vendorName: 'Leadmind',
  title: 'Their paper',
  format: 'docx',
  digest: 'a'.repeat(64),
  bytes: 1_200,
  revision: 1,
  clauses: 3,
  unmatched: 1,
  terms: 2,
  undecided: 2,
  agreementId: null,
  receivedAt: '2026-03-15T12:00:00.000Z',
  receivedBy: 'Lea Legal',
  text,
  analysis: {
    version: 'incoming-paper/1',
    clauses: [
      {
        ...none,
        number: '1',
        heading: 'Availability',
        start: 0,
        end: second,
        match: {
          family: 'uptime',
          reason: 'matched',
          score: 11,
          runnerUp: null,
          words: [{ words: 'availability', weight: 9, place: 'heading', ...at('Availability') }, { words: 'available', weight: 2, place: 'text', ...at('available') }],
        },
      },
      { ...none, number: '2', heading: 'Uptime', start: second, end: third, match: { family: 'uptime', reason: 'matched', score: 20, runnerUp: null, words: [{ words: 'uptime', weight: 20, place: 'heading', ...at('Uptime') }] } },
      { ...none, number: '3', heading: 'Lunch', start: third, end: text.length, match: { family: null, reason: 'weak', score: 0, runnerUp: null, words: [] } },
    ],
    terms: ['99.9%', '99.5%'].map((words, clause) => ({
      id: `uptime.target@${at(words).start}`,
      path: 'uptime.target',
      label: 'Target',
      value: words.slice(0, -1),
      places: [{ ...at(words), clause, sentence: at(words) }],
      contradicts: [`uptime.target@${at(clause === 0 ? '99.5%' : '99.9%').start}`],
    })),
    findings: [
      { kind: 'deleted-text', message: 'Deleted by Val in a tracked change: “dinner”', clause: 2, range: { start: text.indexOf('canteen'), end: text.indexOf('canteen') } },
      { kind: 'header-or-footer', message: 'Printed in the margin of pages: “Draft 3”', clause: null, range: null },
    ],
    missing: ['exit', 'law'],
  },
  decisions: [],
  review: [{ severity: 'error', family: 'uptime', path: 'uptime.method', message: 'Method has no value yet', rule: 'terms.value', source: null, fix: null }],
};
