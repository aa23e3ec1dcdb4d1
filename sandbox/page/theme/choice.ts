/** What somebody can choose: what their device prefers (Discord calls it "sync with computer"), or one of the two. */
export const THEMES = ['device', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** Where a choice is kept. */
export const THEME_KEY = 'theme';

/** The choice that was kept; what the device prefers if there is none, or if the browser lets nothing be kept. */
export function keptTheme(storage: () => Storage): Theme {
  try {
    const kept = storage().getItem(THEME_KEY);
    return THEMES.find((theme) => theme === kept) ?? 'device';
  } catch {
    return 'device';
  }
}

/** Keeps a choice where the browser lets it; where not, it holds as long as the page is open. */
export function keepTheme(theme: Theme, storage: () => Storage): void {
  try {
    if (theme === 'device') storage().removeItem(THEME_KEY);
    else storage().setItem(THEME_KEY, theme);
  } catch {
    // what is chosen is shown all the same
  }
}

/** Shows the page in a theme: the style sheet of the colors reads it from the root. */
export function showTheme(theme: Theme, root: HTMLElement): void {
  if (theme === 'device') delete root.dataset.theme;
  else root.dataset.theme = theme;
}
