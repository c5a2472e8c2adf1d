import { type Block, type Paragraph, plainRun } from '../document-model.js';
import type { Box } from './box.js';
import { chartBoxes } from './chart-boxes.js';
import type { Composer } from './composer.js';
import { factsBoxes } from './facts-boxes.js';
import { signatureBoxes } from './signature-boxes.js';
import { element } from './structure.js';
import { tableBoxes } from './table-boxes.js';
import { type TextStyle, plainText, textBoxes } from './text-boxes.js';
import { colour, numberWidth, page, type } from './theme.js';

const sansFaces = { plain: 'sans', strong: 'sans-strong' } as const;

/** The boxes of a block. */
export function blockBoxes(block: Block, composer: Composer): Box[] {
  switch (block.kind) {
    case 'title':
      return title(block, composer);
    case 'heading':
      return heading(block, composer);
    case 'paragraph':
      return paragraph(block, block.number === null ? 0 : numberWidth, 7, composer);
    case 'quote':
      return quote(block, composer);
    case 'facts':
      return factsBoxes(block.rows, composer);
    case 'table':
      return tableBoxes(block, composer);
    case 'chart':
      return chartBoxes(block, composer);
    case 'signatures':
      return signatureBoxes(block.parties, composer);
  }
}

function title({ kicker, text }: Extract<Block, { kind: 'title' }>, composer: Composer): Box[] {
  const { set, root } = composer;
  const over: TextStyle = { ...plainText, faces: sansFaces, style: type.table, colour: colour.accent, keepWithNext: true };
  const main: TextStyle = { ...plainText, faces: { plain: 'serif-strong', strong: 'serif-strong' }, style: type.title, before: 3, keepWithNext: true };
  return [
    ...textBoxes([{ text: kicker, strong: true }], over, element(set.pdf, root, 'P'), 'P', composer),
    ...textBoxes([plainRun(text)], main, element(set.pdf, root, 'H1', { title: text }), 'H1', composer),
  ];
}

function heading({ number, text }: Extract<Block, { kind: 'heading' }>, composer: Composer): Box[] {
  const { set, root } = composer;
  const boxes = textBoxes(
    [{ text, strong: true }],
    {
      ...plainText,
      faces: sansFaces,
      style: type.heading,
      before: 19,
      keepWithNext: true,
      indent: number === null ? 0 : numberWidth,
      hanging: number === null ? null : { text: number, face: 'sans-strong', size: type.heading.size, colour: colour.accent, indent: 0 },
    },
    element(set.pdf, root, 'H2', { title: text }),
    'H2',
    composer,
  );
  const label = number === null ? text : `${number} ${text}`;
  return boxes.map((box, at) => (at > 0 ? box : { ...box, paint: (y, isRepeated) => (set.pdf.outline.addItem(label), box.paint(y, isRepeated)) }));
}

function paragraph({ number, runs }: Paragraph, indent: number, before: number, composer: Composer): Box[] {
  const hanging = number === null ? null : { text: number, face: 'sans', size: type.small.size, colour: colour.soft, indent: 0 } as const;
  return textBoxes(runs, { ...plainText, style: type.body, indent, before, hanging }, element(composer.set.pdf, composer.root, 'P'), 'P', composer);
}

/** A clause quoted from the agreement: set off by a rule, in the agreement's own numbering. */
function quote({ number, title: name, paragraphs }: Extract<Block, { kind: 'quote' }>, composer: Composer): Box[] {
  const { set, root } = composer;
  const owner = element(set.pdf, root, 'BlockQuote');
  const bar = { x: page.left + 2, ink: colour.accent };
  const beside = (y: number, height: number) => {
    set.pdf.markContent('Artifact', { type: 'Layout' });
    // Overlaps the line above, so that spaces between paragraphs leave no gap in the rule.
    set.pdf.rect(bar.x, y - 5, 1.6, height + 5).fill(bar.ink);
    set.pdf.endMarkedContent();
  };
  const shared = { ...plainText, indent: 16 + numberWidth, narrower: 12, beside };
  const head: TextStyle = { ...shared, faces: sansFaces, style: type.table, before: 14, keepWithNext: true, hanging: { text: number, face: 'sans-strong', size: type.table.size, colour: colour.accent, indent: 16 } };
  return [
    ...textBoxes([{ text: name, strong: true }], head, element(set.pdf, owner, 'P'), 'P', composer),
    ...paragraphs.flatMap((part) =>
      textBoxes(
        part.runs,
        { ...shared, style: type.quote, before: 4, hanging: part.number === null ? null : { text: part.number, face: 'sans', size: type.small.size, colour: colour.soft, indent: 16 } },
        element(set.pdf, owner, 'P'),
        'P',
        composer,
      ),
    ),
  ];
}
