import { fireEvent, render, screen, within } from '@testing-library/svelte';
import { describe, expect, test } from 'vitest';
import { IncomingPaperDetail, paperDocumentLimit } from '#libs/wire/incoming-papers.js';
import PaperClauseRow from '#lib/components/PaperClauseRow.svelte';
import PaperForm from '#lib/components/PaperForm.svelte';
import PaperSummary from '#lib/components/PaperSummary.svelte';
import { clauseName, paperRuns, termsOfClause, withDecision } from '#lib/incoming.ts';
import { id } from './samples.ts';
import { paper } from './samples/incoming.ts';

const [first, second] = paper.analysis.terms.map((term) => term.id) as [string, string];

test('the sample is what the wire carries', () => {
  expect(IncomingPaperDetail.parse(paper)).toEqual(paper);
});

describe('a clause is cut', () => {
  const runs = (index: number) => paperRuns(paper.text, paper.analysis.clauses[index] ?? { start: 0, end: 0 }, paper.analysis.terms, paper.analysis.findings);

  test('at the places of its terms and findings, and nothing of it is lost', () => {
    expect([0, 1, 2].flatMap((index) => runs(index).map(({ text }) => text)).join('')).toBe(paper.text);
    expect(runs(0).filter(({ term }) => term !== null).map(({ text }) => text)).toEqual(['99.9%']);
    expect(runs(2).filter(({ finding }) => finding !== null).map(({ text, finding }) => [text, finding?.kind])).toEqual([['', 'deleted-text']]);
  });

  test('where two marks overlap, by the shorter one', () => {
    const sentence = [{ kind: 'comment' as const, message: 'x', clause: 0, range: { start: 16, end: 66 } }];
    const marked = paperRuns(paper.text, { start: 0, end: 68 }, paper.analysis.terms, sentence).filter(({ term, finding }) => term !== null || finding !== null);
    expect(marked.map(({ text, term }) => [text, term === null ? 'comment' : 'term'])).toEqual([['The Service is available at least ', 'comment'], ['99.9%', 'term'], [' of the tim', 'comment']]);
  });
});

test('a term is decided about in the clause of its first place', () => {
  expect([0, 1, 2].map((index) => termsOfClause(paper, index).map(({ value }) => value))).toEqual([['99.9'], ['99.5'], []]);
});

test('a decision replaces the one before, and can be taken back', () => {
  const confirmed = withDecision([], first, { term: first, decision: 'confirm' });
  expect(withDecision(confirmed, first, { term: first, decision: 'reject' })).toEqual([{ term: first, decision: 'reject' }]);
  expect(withDecision(confirmed, first, null)).toEqual([]);
});

test('a clause is named by number and heading, or by how it begins', () => {
  expect(paper.analysis.clauses.map((clause) => clauseName(paper.text, clause))).toEqual(['1 Availability', '2 Uptime', '3 Lunch']);
  expect(clauseName('a'.repeat(90), { ...paper.analysis.clauses[0]!, number: '', heading: '', start: 0, end: 90 })).toBe(`${'a'.repeat(60)}…`);
});

describe('a clause on the screen', () => {
  function show(index: number, obstacle: string | null = null) {
    const decided: unknown[] = [];
    render(PaperClauseRow, { paper, index, definitions: new Map(), decisions: [], obstacle, decide: (_term, decision) => void decided.push(decision) });
    return decided;
  }

  test('shows its family with the words that speak for it', () => {
    show(0);
    expect(screen.getByText(/“availability” 9, “available” 2/)).toBeTruthy();
  });

  test('offers each term to confirm, correct or reject, and says that the paper contradicts itself', async () => {
    const decided = show(0);
    const group = screen.getByRole('group', { name: /Target/ });
    expect(within(group).getByText(/states another value too/)).toBeTruthy();
    for (const name of ['Confirm', 'Correct', 'Reject']) await fireEvent.click(within(group).getByRole('radio', { name }));
    expect(decided).toEqual([{ term: first, decision: 'confirm' }, { term: first, decision: 'correct', value: '99.9' }, { term: first, decision: 'reject' }]);
  });

  test('leads from the term to its place and back', () => {
    show(1);
    const place = screen.getByRole('link', { name: '99.5%' });
    expect(place.getAttribute('href')).toBe(`#decide-${second}`);
    expect(screen.getByRole('link', { name: 'the text' }).getAttribute('href')).toBe(`#${place.id}`);
  });

  test('says that no family is clear, and what was deleted', () => {
    show(2);
    expect(screen.getByText(/Unmatched/).parentElement?.textContent).toContain('No family is clear');
    expect(screen.getByText(/Deleted by Val/)).toBeTruthy();
  });

  test('is closed to somebody who may not decide', () => {
    show(0, 'Your role does not allow this.');
    expect(screen.getByRole<HTMLFieldSetElement>('group', { name: /Target/ }).disabled).toBe(true);
  });
});

test('the summary lists missing families, clauses without one, and what is about the whole document', () => {
  render(PaperSummary, { paper });
  expect(screen.getByRole('heading', { name: 'Missing against our families: 2' })).toBeTruthy();
  expect(screen.getByRole('link', { name: '3 Lunch' }).getAttribute('href')).toBe('#clause-2');
  expect(screen.getByText(/Draft 3/)).toBeTruthy();
});

describe('a new paper', () => {
  const vendors = [{ id: id(30), slug: 'leadmind', name: 'Leadmind', contactName: null, contactEmail: null, createdAt: '2026-01-01T00:00:00.000Z', agreements: 0, systems: 0, openBreaches: 0 }];
  function show() {
    const sent: unknown[] = [];
    render(PaperForm, { vendors, vendorId: '', obstacle: null, paste: async (body: unknown) => void sent.push(body), upload: async (body: unknown, file: File) => void sent.push([body, file.name]) });
    return sent;
  }

  test('is uploaded with the file’s name as title', async () => {
    const sent = show();
    const form = screen.getByRole('form', { name: 'Upload a document' });
    expect(within(form).getByText('Choose a file first.')).toBeTruthy();
    await fireEvent.change(within(form).getByLabelText(/^Document/), { target: { files: [new File(['x'], 'MSA v3.docx')] } });
    await fireEvent.submit(form);
    expect(sent).toEqual([[{ vendorId: id(30), title: 'MSA v3' }, 'MSA v3.docx']]);
  });

  test('that is too large is not sent, and the reason is said', async () => {
    show();
    const file = new File(['x'], 'large.docx');
    Object.defineProperty(file, 'size', { value: paperDocumentLimit + 1 });
    await fireEvent.change(screen.getByLabelText(/^Document/), { target: { files: [file] } });
    expect(screen.getByText('The file is larger than 10 MB.')).toBeTruthy();
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Upload and read it' }).disabled).toBe(true);
  });

  test('is pasted, and one without text is not sent', async () => {
    const sent = show();
    await fireEvent.click(screen.getByRole('radio', { name: 'Pasted text' }));
    const form = screen.getByRole('form', { name: 'Paste a paper' });
    await fireEvent.input(within(form).getByLabelText(/^Title/), { target: { value: 'Their terms' } });
    await fireEvent.submit(form);
    expect(within(form).getAllByText(/is missing/).length).toBeGreaterThan(0);
    await fireEvent.input(within(form).getByLabelText(/^Text of the paper/), { target: { value: '1. Fees' } });
    await fireEvent.submit(form);
    expect(sent).toEqual([{ vendorId: id(30), title: 'Their terms', format: 'text', text: '1. Fees' }]);
  });
});
