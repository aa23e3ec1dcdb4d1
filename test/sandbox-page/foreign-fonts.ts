import type { CDPSession, Page } from 'playwright-core';
import { z } from 'zod';

const Fonts = z.object({ fonts: z.array(z.object({ familyName: z.string(), isCustomFont: z.boolean() })) });
const Node = z.object({
  nodeId: z.number(),
  nodeType: z.number(),
  nodeName: z.string(),
  nodeValue: z.string(),
  get children() {
    return z.array(Node).default([]);
  },
  get shadowRoots() {
    return z.array(Node).default([]);
  },
});
type Node = z.infer<typeof Node>;

const ELEMENT = 1;
const TEXT = 3;

/** What the page shows in fonts of the machine instead of its own: each such font, and the text around it. */
export async function foreignFonts(page: Page): Promise<{ font: string; text: string }[]> {
  await page.evaluate('document.fonts.ready');
  const session = await page.context().newCDPSession(page);
  await session.send('DOM.enable');
  await session.send('CSS.enable');
  const { root } = await session.send('DOM.getDocument', { depth: -1, pierce: true });
  const found = [];
  for (const { nodeId, text } of textsIn(Node.parse(root))) {
    for (const font of await fontsOf(session, nodeId)) found.push({ font, text });
  }
  return found;
}

/** Every element that has text of its own, in the page and in its shadow trees. */
function textsIn(node: Node): { nodeId: number; text: string }[] {
  const own = node.children.filter(({ nodeType }) => nodeType === TEXT).map(({ nodeValue }) => nodeValue);
  const text = own.join('').trim();
  const below = [...node.shadowRoots, ...node.children].flatMap(textsIn);
  const isShown =
    node.nodeType === ELEMENT && !['SCRIPT', 'STYLE', 'TITLE', 'NOSCRIPT'].includes(node.nodeName);
  return isShown && text !== '' ? [{ nodeId: node.nodeId, text }, ...below] : below;
}

async function fontsOf(session: CDPSession, nodeId: number): Promise<string[]> {
  const { fonts } = Fonts.parse(await session.send('CSS.getPlatformFontsForNode', { nodeId }));
  return fonts.filter(({ isCustomFont }) => !isCustomFont).map(({ familyName }) => familyName);
}
