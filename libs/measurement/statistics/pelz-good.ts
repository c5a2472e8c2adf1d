const pi2 = Math.PI ** 2;
const root = Math.sqrt(2 * Math.PI);

/**
 * P(D < d) of the one-sample Kolmogorov-Smirnov statistic of n values by the series of Pelz and Good (1976):
 * K0(z) + K1(z)/√n + K2(z)/n + K3(z)/n√n at z = √n d, K0 being Kolmogorov's limit law.
 */
export function pelzGood(d: number, n: number): number {
  const z2 = n * d * d;
  const z = Math.sqrt(z2);
  const [z4, z6, z8] = [z2 ** 2, z2 ** 3, z2 ** 4];
  let [k0, k1, k2, k3, extra2, extra3] = [0, 0, 0, 0, 0, 0];
  for (let k = Math.ceil((16 * z) / Math.PI); k >= 1; k--) {
    const odd = ((2 * k - 1) ** 2 * pi2) / 4;
    const weight = Math.exp(-odd / (2 * z2));
    k0 += weight;
    k1 += weight * (odd - z2);
    k2 += weight * (6 * z6 + 2 * z4 + (2 * z4 - 5 * z2) * odd + (1 - 2 * z2) * odd ** 2);
    k3 += weight * (-30 * z6 - 90 * z8 + (135 * z4 - 96 * z6) * odd + (212 * z4 - 60 * z2) * odd ** 2 + (5 - 30 * z2) * odd ** 3);
    const whole = k * k * pi2;
    const wholeWeight = whole * Math.exp(-whole / (2 * z2));
    extra2 += wholeWeight;
    extra3 += wholeWeight * (3 * z2 - whole);
  }
  const second = k2 / (72 * z ** 7) - extra2 / (36 * z ** 3);
  const third = k3 / (6480 * z ** 10) + extra3 / (216 * z6);
  return root * (k0 / z + k1 / (6 * z4 * Math.sqrt(n)) + second / n + third / (n * Math.sqrt(n)));
}
