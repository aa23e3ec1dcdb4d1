import { campaignActions } from '../collection/campaigns/actions.ts';
import type { ImportParts } from '../collection/files/import.ts';
import { importActions } from '../collection/files/import-actions.ts';
import { jobActions } from '../collection/jobs/actions.ts';
import { appealActions } from '../collection/moderation/appeals.ts';
import { cancelAction, caseActions } from '../collection/moderation/case-clicks.ts';
import { lookUpActions } from '../collection/moderation/look-up.ts';
import { personActions } from '../collection/moderation/person.ts';
import type { CollectionParts } from '../collection/parts.ts';
import { namingActions } from '../collection/public/naming.ts';
import { serverActions } from '../collection/server/actions.ts';
import { settingsActions } from '../collection/settings/clicks.ts';
import { textActions } from '../collection/texts/clicks.ts';
import { trailActions } from '../collection/trail/show.ts';
import { webhookActions } from '../collection/webhooks/actions.ts';
import type { WebhookParts } from '../collection/webhooks/webhook.ts';
import type { Action } from '../discord/action.ts';
import type { BoardParts } from '../people/board/read.ts';
import { boardActions } from '../people/board/show.ts';
import { meActions } from '../people/me/clicks.ts';
import type { MeParts } from '../people/me/parts.ts';
import { privacyActions } from '../people/privacy/actions.ts';
import type { PrivacyParts } from '../people/privacy/parts.ts';
import { tutorialActions } from '../people/tutorial/actions.ts';
import { taskActions } from '../tasks/clicks/actions.ts';
import type { Parts } from '../tasks/parts.ts';

/** Every button, select and modal there is. */
export const controls: readonly Action<
  Parts & CollectionParts & BoardParts & MeParts & PrivacyParts & ImportParts & WebhookParts
>[] = [
  ...taskActions,
  ...tutorialActions,
  ...meActions,
  ...privacyActions,
  ...boardActions,
  ...serverActions,
  ...settingsActions,
  ...textActions,
  ...namingActions,
  ...caseActions,
  cancelAction,
  ...appealActions,
  ...lookUpActions,
  ...personActions,
  ...jobActions,
  ...importActions,
  ...campaignActions,
  ...webhookActions,
  ...trailActions,
];
