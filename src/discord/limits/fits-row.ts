import type { APIButtonComponent, APIMessageTopLevelComponent } from 'discord-api-types/v10';
import { ButtonStyle, ComponentType } from 'discord-api-types/v10';
import { selectProblems } from './fits-choice.ts';
import { idProblems } from './fits-id.ts';
import { countProblems, textProblems } from './fits-text.ts';
import { componentLimits as limits, messageLimits } from './limits.ts';
import { type AnyComponent, isSelect } from './nested.ts';

/** What is wrong with the components of a message without layout components: up to five action rows. */
export function* rowsProblems(rows: readonly APIMessageTopLevelComponent[]): Generator<string> {
  yield* countProblems('components', rows.length, { max: messageLimits.rows });
  for (const [index, row] of rows.entries()) {
    const place = `components[${index}]`;
    if (row.type === ComponentType.ActionRow) yield* rowProblems(place, row.components);
    else yield `${place}: a component of type ${row.type} needs the flag for layout components`;
  }
}

/** What is wrong with one action row of a message: it has up to five buttons or one select. */
export function* rowProblems(place: string, cells: readonly AnyComponent[]): Generator<string> {
  const most = cells.some(isSelect) ? 1 : limits.buttonsInRow;
  yield* countProblems(place, cells.length, { min: 1, max: most });
  for (const [column, cell] of cells.entries()) {
    const here = `${place}.components[${column}]`;
    if (cell.type === ComponentType.Button) yield* buttonProblems(here, cell);
    else if (isSelect(cell)) yield* selectProblems(here, cell);
    else yield `${here}: a component of type ${cell.type} in a row`;
  }
}

function* buttonProblems(place: string, button: APIButtonComponent): Generator<string> {
  if (button.style === ButtonStyle.Premium) return;
  yield* textProblems(`${place}.label`, button.label, { min: button.emoji ? 0 : 1, max: limits.buttonLabel });
  if (button.label === undefined && button.emoji === undefined) yield `${place}: neither label nor emoji`;
  if (button.style === ButtonStyle.Link) {
    yield* textProblems(`${place}.url`, button.url, { min: 1, max: limits.buttonUrl });
  } else {
    yield* idProblems(place, button);
  }
}
