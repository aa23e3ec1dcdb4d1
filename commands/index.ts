import type { ImportParts } from '../src/collection/files/import.ts';
import type { CollectionParts } from '../src/collection/parts.ts';
import type { WebhookParts } from '../src/collection/webhooks/webhook.ts';
import type { Command } from '../src/discord/command.ts';
import type { Translator } from '../src/locales/words.ts';
import type { BoardParts } from '../src/people/board/read.ts';
import type { MeParts } from '../src/people/me/parts.ts';
import type { PrivacyParts } from '../src/people/privacy/parts.ts';
import type { Parts } from '../src/tasks/parts.ts';
import { available } from './available.ts';
import { backup } from './backup.ts';
import { campaign } from './campaign.ts';
import { drafts } from './drafts.ts';
import { exporting } from './export.ts';
import { help } from './help.ts';
import { importing } from './import.ts';
import { leaderboard } from './leaderboard.ts';
import { me } from './me.ts';
import { moderate } from './moderate.ts';
import { privacy } from './privacy.ts';
import { progress } from './progress.ts';
import { settings } from './settings.ts';
import { setup } from './setup.ts';
import { status } from './status.ts';
import { task } from './task.ts';
import { team } from './team.ts';
import { tutorial } from './tutorial.ts';
import { webhook } from './webhook.ts';

/** Every application command. A new one is a file beside this one and a name in this list. */
export function commands(
  translator: Translator,
): Command<Parts & CollectionParts & BoardParts & MeParts & PrivacyParts & ImportParts & WebhookParts>[] {
  const others = [
    task,
    available,
    drafts,
    me,
    privacy,
    leaderboard,
    progress,
    tutorial,
    status,
    team,
    setup,
    settings,
    moderate,
    campaign,
    exporting,
    importing,
    backup,
    webhook,
  ].map((command) => command(translator));
  return [...others, help(translator, others)];
}
