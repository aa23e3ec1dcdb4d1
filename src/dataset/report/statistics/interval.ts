/** An interval that covers what it is about with a probability of 95 %. */
export type Interval = { low: number; high: number };

/** The 0.975 quantile of the standard normal distribution. */
export const Z = 1.959963984540054;

/**
 * The interval of a share that was seen in a sample of `size`, which need not be whole: Wilson, "Probable inference, the
 * law of succession, and statistical inference", Journal of the American Statistical Association 22 (1927), formula 4 of
 * Brown, Cai and DasGupta, "Interval estimation for a binomial proportion", Statistical Science 16 (2001).
 */
export function wilson(share: number, size: number): Interval {
  const middle = share + Z ** 2 / (2 * size);
  const reach = Z * Math.sqrt((share * (1 - share)) / size + Z ** 2 / (4 * size ** 2));
  const scale = 1 + Z ** 2 / size;
  return {
    low: share === 0 ? 0 : (middle - reach) / scale, // which it is, but for rounding
    high: share === 1 ? 1 : (middle + reach) / scale,
  };
}
