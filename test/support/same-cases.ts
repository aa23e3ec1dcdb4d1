import fc from 'fast-check';

fc.configureGlobal({ seed: 20_261_122 });

/** fast-check with the same cases for everybody, at every run; change the seed to look further. */
export { fc };
