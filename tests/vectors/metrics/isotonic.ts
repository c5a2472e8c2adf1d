import { fitIsotonic, valueAt } from '#libs/measurement/estimation/isotonic.js';
import type { VectorMetric } from '../vector-metric.js';

export const isotonic: VectorMetric = (inputs, params) => {
  // A falling fit is the rising one of the mirrored values.
  const sign = params['increasing'] === false ? -1 : 1;
  const map = fitIsotonic(inputs.numbers('x'), inputs.numbers('y').map((y) => sign * y));
  const query = inputs.roles.includes('query') ? [...inputs.numbers('query')] : [];
  if (map === null) return { knots_x: [], knots_y: [], predicted: query.map(() => Number.NaN) };
  const isOutside = (x: number): boolean => x < map.x[0]! || x > map.x.at(-1)!;
  const isClipped = (params['out_of_bounds'] ?? 'clip') === 'clip';
  return {
    knots_x: [...map.x],
    knots_y: [...map.y].map((y) => sign * y),
    predicted: query.map((x) => (isOutside(x) && !isClipped ? Number.NaN : sign * valueAt(map, x))),
  };
};
