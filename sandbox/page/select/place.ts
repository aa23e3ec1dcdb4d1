const GAP = 4;
const EDGE = 8;
const TALLEST = 520; // a dozen options; more of them scroll

/** Puts an open list under its opener, or over it where there is more room, inside the window. */
export function place(list: HTMLElement, opener: HTMLElement): void {
  const around = opener.getBoundingClientRect();
  list.style.inlineSize = `${around.width}px`; // first: a narrower list is a taller one
  const below = innerHeight - around.bottom - GAP - EDGE;
  const above = around.top - GAP - EDGE;
  const wanted = Math.min(list.scrollHeight + 2, TALLEST);
  const up = below < wanted && above > below;
  const height = Math.min(wanted, up ? above : below);
  list.style.maxBlockSize = `${height}px`;
  list.style.left = `${Math.max(EDGE, Math.min(around.left, innerWidth - around.width - EDGE))}px`;
  list.style.top = `${up ? around.top - GAP - height : around.bottom + GAP}px`;
}
