import { readFileSync, readdirSync } from 'node:fs';
import { catalogue } from '#libs/terms/catalogue.js';
import { readAgreementTemplate } from '#libs/rendering/agreement-template.js';

const folder = new URL('../../../templates/', import.meta.url);
const read = (name: string) => readFileSync(new URL(name, folder), 'utf8');

export const clauseTexts: readonly string[] = readdirSync(new URL('clauses/', folder)).map((name) => read(`clauses/${name}`));
export const noticeText: string = read('notices/breach.md');

/** A shipped agreement template, read as the product reads it. */
export const shipped = (id: string) => readAgreementTemplate(read(`agreements/${id}.md`), clauseTexts, catalogue);
export const shippedIds: readonly string[] = readdirSync(new URL('agreements/', folder)).map((name) => name.replace('.md', ''));
