import { z } from 'zod';
import { List } from '../command-line.ts';

const SPLIT = 'must be sides with shares that add up to 1, like train=0.8,validation=0.1,test=0.1';
const ROUNDING = 1e-9;

const Side = z
  .string()
  .regex(/^[a-z][a-z0-9]*=[0-9.]+$/, SPLIT)
  .transform((text) => {
    const [name = '', share = ''] = text.split('=');
    return { name, share: Number(share) };
  })
  .refine(({ share }) => share > 0 && share <= 1, SPLIT);

/** The sides of a split, as `--split` takes them. */
export const SplitOption = List.pipe(
  z
    .array(Side)
    .min(1, SPLIT)
    .refine((sides) => Math.abs(sides.reduce((sum, { share }) => sum + share, 0) - 1) < ROUNDING, SPLIT)
    .refine((sides) => new Set(sides.map(({ name }) => name)).size === sides.length, 'names a side twice'),
);
