import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readLegalPack } from '#libs/rendering/legal-pack.js';
import { catalogue } from '#libs/terms/catalogue.js';
import { inProject } from '../../../../apps/api/src/project-root.js';

const folder = inProject('templates/packs');
const texts = readdirSync(folder).map((file) => [file, readFileSync(`${folder}/${file}`, 'utf8')] as const);
const packs = texts.map(([, text]) => readLegalPack(text, catalogue));
const rules = packs.flatMap((pack) => pack.rules);

describe('the packs that ship', () => {
  test.for(texts)('%s looks only at terms and choices that exist, and is called as its file', ([file, text]) => {
    expect(`${readLegalPack(text, catalogue).id}.yaml`).toBe(file);
  });

  test('cover the laws and the template that agreements about AI are measured by', () => {
    expect(packs.map(({ id }) => id)).toEqual(['eu-ai-act', 'eu-data-act', 'eu-dora', 'eu-gdpr-28', 'eu-mcc-ai', 'us-ca-ccpa', 'us-co-sb-24-205', 'us-co-sb-26-189', 'us-hipaa', 'us-ny-ll144']);
  });

  test('name each rule once', () => {
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
  });

  test('never make an error of what nobody verified', () => {
    expect(rules.filter(({ severity, mark }) => severity === 'error' && mark !== 'verified').map(({ id }) => id)).toEqual([]);
  });

  test('hold every verified row of DORA Article 30 (2) and (3)', () => {
    const cited = new Set(rules.map(({ citation }) => citation));
    for (const letter of 'abcdefghi') expect(cited).toContain(`Art. 30(2)(${letter})`);
    for (const letter of 'abcdef') expect(cited).toContain(`Art. 30(3)(${letter})`);
  });
});

describe('a pack is refused', () => {
  const [, text] = texts.find(([file]) => file === 'eu-data-act.yaml')!;

  test.for([
    ['that looks at a term nobody has', ['term: exit.transitionDays', 'term: exit.transitDays'], 'eu.data-act.25.2.a looks at exit.transitDays, which is not a term'],
    ['that asks for a choice the term does not offer', ['codes: [once]', 'codes: [twice]'], 'twice is not a choice of exit.extension'],
    ['with a date that does not exist', ['from: 2025-09-12', 'from: 2025-02-30'], 'from'],
    ['with a check that no machine knows', ['kind: at-most', 'kind: about'], 'kind'],
    ['that uses aliases', ['applies: [eu-customer, hosted-service]', 'applies: *who'], 'Alias'],
  ] as const)('%s', ([, [found, put], reason]) => {
    expect(() => readLegalPack(text.replace(found, put), catalogue)).toThrow(reason);
  });
});
