import { type LineChart, stateWord, type Table } from './document-model.js';

/** A chart as the table of what it shows. */
export function chartTable({ caption, targetLabel, unit, points }: LineChart): Table {
  return {
    kind: 'table',
    caption: `${caption} (${targetLabel})`,
    columns: [
      { label: 'Window', weight: 34, align: 'left' },
      { label: `Value in ${unit}`, weight: 26, align: 'right' },
      { label: 'State', weight: 40, align: 'left' },
    ],
    rows: points.map(({ label, value, state, isSubject }) => [label, value === null ? 'no value' : String(value), `${stateWord(state)}${isSubject ? ', this window' : ''}`]),
    hasTotal: false,
  };
}
