import { z } from 'zod';
import { PlainError } from '../../errors.ts';
import type { Api } from '../api/endpoint.ts';
import type { Limiter } from '../limiter.ts';
import { addActRoutes } from './acts.ts';
import { addAdminRoutes } from './admin.ts';
import { addAlikeTextRoutes } from './alike-texts.ts';
import { addCampaignRoutes } from './campaigns.ts';
import { addContributionRoutes } from './contributions.ts';
import { addFlaggedMessageRoutes } from './flagged-messages.ts';
import { addHuggingFaceRoutes } from './hugging-face.ts';
import { addLanguageStandingRoutes } from './language-standings.ts';
import { addMessageListRoutes } from './message-lists.ts';
import { addMessageRoutes } from './messages.ts';
import { addMessagesOfOneRoutes } from './messages-of-one.ts';
import { addMetricsRoute } from './metrics.ts';
import { addModerationRoutes } from './moderation.ts';
import { addPersonalDataRoutes } from './personal-data.ts';
import { addProgressRoute } from './progress.ts';
import { addSettingsRoutes } from './settings.ts';
import { addStandingRoutes } from './standings.ts';
import { addStatsRoutes } from './stats.ts';
import { addTaskRoutes } from './tasks.ts';
import { addTextLabelRoutes } from './text-labels.ts';
import { addTrailRoute } from './trail.ts';
import { addUserListRoutes } from './user-lists.ts';
import { addUserRoutes } from './users.ts';

/** Adds every endpoint. Fixed paths come before those with a name in the same place. */
export function addRoutes(api: Api, limiter: Limiter): void {
  addTaskRoutes(api, limiter);
  addTextLabelRoutes(api);
  addMessageListRoutes(api);
  addMessagesOfOneRoutes(api);
  addUserListRoutes(api);
  addStandingRoutes(api);
  addMessageRoutes(api);
  addModerationRoutes(api);
  addUserRoutes(api);
  addStatsRoutes(api);
  addProgressRoute(api);
  addAdminRoutes(api);
  addActRoutes(api);
  addTrailRoute(api);
  addFlaggedMessageRoutes(api);
  addHuggingFaceRoutes(api);
  addPersonalDataRoutes(api);
  addContributionRoutes(api);
  addCampaignRoutes(api);
  addAlikeTextRoutes(api);
  addLanguageStandingRoutes(api);
  addSettingsRoutes(api);
  addMetricsRoute(api);
  api.add(
    {
      method: 'get',
      path: '/auth/check',
      tag: 'auth',
      summary: 'Who is logged in on the reference’s web site; here, nobody',
      access: 'none',
      refuses: [403],
      answer: z.never(),
    },
    () => {
      throw new PlainError(403, 'Not authenticated');
    },
  );
}
