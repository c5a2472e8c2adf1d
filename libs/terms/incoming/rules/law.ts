import type { ExtractionRule } from '../rule.js';

/** Names of laws as contracts print them, by country (ISO 3166). States and parts of a country stand for it. */
const laws: Readonly<Record<string, string>> = {
  AT: 'austria', AU: 'australia|new south wales|victoria', BE: 'belgium', CA: 'canada|ontario|british columbia|quebec', CH: 'switzerland', DE: 'germany|the federal republic of germany', DK: 'denmark', EE: 'estonia', ES: 'spain',
  FI: 'finland', FR: 'france', GB: 'england and wales|england|scotland|northern ireland', IE: 'ireland', IN: 'india', IT: 'italy', JP: 'japan', LU: 'luxembourg', NL: 'the netherlands', NO: 'norway', PL: 'poland', PT: 'portugal', SE: 'sweden', SG: 'singapore',
  US: '(?:the )?state of (?:california|delaware|new york|texas|washington|massachusetts|illinois|florida|virginia|colorado)|california|delaware|new york',
};

/** Which law governs. More than one law in a sentence is left to the reader. */
export const lawRules: readonly ExtractionRule[] = [
  ...Object.entries(laws).map(
    ([country, names]): ExtractionRule => ({
      path: 'law.country',
      patterns: [`(?:governed|construed|subject)[^⟦.]{0,80}\\blaws? of (?:the )?(?:${names})\\b`, `\\blaws? of (?:the )?(?:${names})\\b[^⟦.]{0,40}\\b(?:appl|govern)`],
      unless: ['\\bor (?:the )?laws? of', 'depending', 'if (?:customer|client|you)', 'respectively', ...(country === 'IE' ? ['northern ireland'] : [])],
      within: ['law'],
      value: [country],
    }),
  ),
  { path: 'law.negotiationDays', patterns: ['(?:negotiat|good faith|senior|executive|amicabl)[^⟦]{0,120}{days ceiling|plain}'], unless: ['mediat', 'arbitrat'], within: ['law'] },
  { path: 'law.mediationDays', patterns: ['mediat[^⟦]{0,120}{days ceiling|plain}'], unless: ['negotiat', 'arbitrat'], within: ['law'] },
];
