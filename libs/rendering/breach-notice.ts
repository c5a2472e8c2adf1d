import { z } from 'zod';
import type { BreachDetail } from '#libs/wire/breaches.js';
import type { Measurement } from '#libs/wire/measurements.js';
import { shortDate } from './dates.js';
import { type Block, type DocumentModel, runsOf } from './document-model.js';
import { readFrontMatter } from './front-matter.js';
import { type AcceptedTemplate, acceptTemplate } from './gate.js';
import { paragraphsOf, plain, readMarks } from './marked-text.js';
import { figureBlocks } from './notice-figures.js';
import { type NoticeParties, figures, noticeSchema, noticeView } from './notice-view.js';

const NoticeHead = z.strictObject({ id: z.string().min(1), title: z.string().min(1) });

/** The template of a notice: paragraphs, lines beginning with "## " as headings, and figures as paragraphs of their own. */
export interface NoticeSource {
  readonly id: string;
  readonly title: string;
  readonly template: AcceptedTemplate;
}

/** Reads the template of a notice. */
export function readNoticeTemplate(text: string): NoticeSource {
  const { head, body } = readFrontMatter(text, NoticeHead);
  return { ...head, template: acceptTemplate(body, noticeSchema) };
}

export interface BreachNoticeFacts extends NoticeParties {
  readonly breach: BreachDetail;
  /** Windows of the objective, in any order. */
  readonly series: readonly Measurement[];
  readonly createdAt: string;
}

/** The notice that tells a vendor of a breach, with everything needed to check it: clause, counts, formula, windows, credit. */
export function breachNotice(source: NoticeSource, facts: BreachNoticeFacts): DocumentModel {
  const { breach, createdAt } = facts;
  const window = shortDate(breach.windowStart, breach.zone);
  const text = source.template.render(noticeView(facts, breach));
  return {
    title: `${source.title}: ${plain(breach.objectiveLabel)}, ${plain(breach.systemName)}, window from ${window}`,
    subject: `Notice to ${plain(facts.vendorName)} under the agreement ${plain(breach.agreementTitle)}`,
    createdAt,
    footer: `${source.title} · ${plain(breach.systemName)} · ${plain(breach.objectiveLabel)} · window from ${window}`,
    identity: [`Agreement version ${breach.version.number}, SHA-256 ${breach.version.digest}`],
    mark: null,
    blocks: [
      { kind: 'title', kicker: `${source.title} · ${shortDate(createdAt, breach.zone)}`, text: `${plain(breach.objectiveLabel)} of ${plain(breach.systemName)}` },
      ...paragraphsOf(text).flatMap((paragraph) => blocksOf(paragraph, facts)),
    ],
  };
}

function blocksOf(paragraph: string, { breach, series }: BreachNoticeFacts): Block[] {
  if (paragraph.startsWith('## ')) return [{ kind: 'heading', number: null, text: readMarks(paragraph).text.slice(3) }];
  const { text, values } = readMarks(paragraph);
  const figure = figures.find((name) => values[0]?.path === `figures.${name}`);
  if (text === '' && figure !== undefined) return figureBlocks(figure, breach, series);
  return [{ kind: 'paragraph', number: null, runs: runsOf(text, values) }];
}
