import type { Page } from 'playwright-core';
import { contrast, type Rgb } from './contrast.ts';

/** A word on the screen: its color, and the backgrounds under it from the nearest to the farthest, as CSS computes them. */
type Written = { text: string; color: string; grounds: string[] };

/** In the page: every word that can be seen and used, through shadow roots and slots. */
const everyWord = `(() => {
  const above = (node) => node.assignedSlot ?? (node.parentNode instanceof ShadowRoot ? node.parentNode.host : node.parentElement);
  const words = [];
  const visit = (node) => {
    if (node.shadowRoot) for (const child of node.shadowRoot.childNodes) visit(child);
    for (const child of node.childNodes) visit(child);
    if (node.nodeType !== Node.TEXT_NODE || node.data.trim() === '') return;
    const range = document.createRange();
    range.selectNodeContents(node);
    if (range.getBoundingClientRect().width < 2) return;
    const grounds = [];
    const color = getComputedStyle(node.parentElement ?? node.parentNode.host).color;
    for (let at = above(node); at; at = above(at)) {
      const style = getComputedStyle(at);
      if (style.visibility === 'hidden' || style.opacity !== '1' || style.filter !== 'none') return;
      grounds.push(style.backgroundColor);
      if (at === document.body) break;
      if (at.matches('dialog, [popover]')) break;
    }
    words.push({ text: node.data.trim().slice(0, 40), color, grounds });
  };
  visit(document.body);
  return words;
})()`;

type Rgba = readonly [number, number, number, number];

function computed(color: string): Rgba {
  const [red, green, blue, alpha = 1] = (/^rgba?\(([^)]+)\)$/.exec(color)?.[1] ?? '').split(', ').map(Number);
  if (red === undefined || green === undefined || blue === undefined || Number.isNaN(red))
    throw new Error(`${color} is no color that this test can read.`);
  return [red, green, blue, alpha];
}

const over = (front: Rgba, [red, green, blue]: Rgb): Rgb => {
  const mixed = (channel: number, under: number) => channel * front[3] + under * (1 - front[3]);
  return [mixed(front[0], red), mixed(front[1], green), mixed(front[2], blue)];
};

/** How many words can be read on the page, and those of them that are fainter than WCAG's AA asks of small text. */
export async function legibility(page: Page): Promise<{ words: number; faint: string[] }> {
  const written = await page.evaluate<Written[]>(everyWord);
  const faint = written.flatMap(({ text, color, grounds }) => {
    const ground = grounds.reduceRight<Rgb>((under, front) => over(computed(front), under), [127, 127, 127]);
    const ratio = contrast(over(computed(color), ground), ground);
    return ratio < 4.5 ? [`${ratio.toFixed(2)} ${color} on ${grounds.join(' / ')}: ${text}`] : [];
  });
  return { words: written.length, faint: [...new Set(faint)] };
}
