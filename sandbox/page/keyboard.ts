/** Whether what is typed now has a place already: a field, or a form or list that is open in front of the page. */
export function takesTyping(target: EventTarget | null): boolean {
  if (document.querySelector('dialog[open], :popover-open')) return true;
  return target instanceof Element && target.closest('input, textarea, select') !== null;
}

/** Whether there is a keyboard to expect: elsewhere a focused field would bring up one on the screen. */
export const hasKeyboard = (): boolean => matchMedia('(hover: hover)').matches;
