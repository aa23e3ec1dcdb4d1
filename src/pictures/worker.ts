import { fileURLToPath } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import { Resvg } from '@resvg/resvg-js';
import { z } from 'zod';

const fontFiles = [
  import.meta.resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf'),
  import.meta.resolve('dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf'),
].map((url) => fileURLToPath(url));

const svg = z.string().parse(workerData);
// without a font file there is no text, and with those of the machine it is another picture on each
const font = { fontFiles, loadSystemFonts: false, defaultFontFamily: 'DejaVu Sans' };
parentPort?.postMessage(new Resvg(svg, { font }).render().asPng());
