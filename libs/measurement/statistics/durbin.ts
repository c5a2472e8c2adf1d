import { logGamma } from './gamma.js';

/**
 * P(D < d) of the one-sample Kolmogorov-Smirnov statistic of n values, exactly: n!/nⁿ times the middle entry of the n-th power of
 * Durbin's matrix (Marsaglia, Tsang and Wang 2003). The matrix is divided by e, so that its powers stay in the range of doubles.
 */
export function durbinMatrix(d: number, n: number): number {
  const k = Math.floor(n * d) + 1;
  const size = 2 * k - 1;
  const h = k - n * d;
  const matrix = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size && j <= i + 1; j++) matrix[i * size + j] = 1;
  }
  for (let i = 0; i < size; i++) {
    matrix[i * size]! -= h ** (i + 1);
    matrix[(size - 1) * size + i]! -= h ** (size - i);
  }
  if (h > 0.5) matrix[(size - 1) * size]! += (2 * h - 1) ** size;
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) for (let g = 2; g <= i - j + 1; g++) matrix[i * size + j]! /= g;
  }
  for (let at = 0; at < matrix.length; at++) matrix[at]! /= Math.E;
  return power(matrix, size, n)[(k - 1) * size + k - 1]! * Math.exp(logGamma(n + 1) + n - n * Math.log(n));
}

function power(matrix: Float64Array, size: number, exponent: number): Float64Array {
  if (exponent === 1) return matrix;
  const half = power(matrix, size, exponent >> 1);
  const even = product(half, half, size);
  return exponent % 2 === 0 ? even : product(even, matrix, size);
}

function product(a: Float64Array, b: Float64Array, size: number): Float64Array {
  const result = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let k = 0; k < size; k++) {
      const factor = a[i * size + k]!;
      for (let j = 0; j < size; j++) result[i * size + j]! += factor * b[k * size + j]!;
    }
  }
  return result;
}
