import type { Migration } from 'kysely/migration';
import { bot } from './0001-bot.ts';
import { backend } from './0002-backend.ts';
import { dataset } from './0003-dataset.ts';
import { standings } from './0004-standings.ts';
import { unfinishedTasks } from './0005-unfinished-tasks.ts';
import { rareTasks } from './0006-rare-tasks.ts';
import { formerIdentities } from './0007-former-identities.ts';
import { posts } from './0008-posts.ts';
import { languages } from './0009-languages.ts';
import { imports } from './0010-imports.ts';
import { partialRankings } from './0011-partial-rankings.ts';
import { identity } from './0012-identity.ts';
import { commandScopes } from './0013-command-scopes.ts';
import { mergedInto } from './0014-merged-into.ts';
import { servers } from './0015-servers.ts';
import { consents } from './0016-consents.ts';
import { givenAnswers } from './0017-given-answers.ts';
import { moderators } from './0018-moderators.ts';
import { datasetSides } from './0019-dataset-sides.ts';
import { unreviewed } from './0020-unreviewed.ts';
import { acts } from './0021-acts.ts';
import { named } from './0022-named.ts';
import { cases } from './0023-cases.ts';
import { lessons } from './0024-lessons.ts';
import { erasures } from './0025-erasures.ts';
import { appeals } from './0026-appeals.ts';
import { collapsedCards } from './0027-collapsed-cards.ts';
import { secondLook } from './0028-second-look.ts';
import { chosenSettings } from './0029-chosen-settings.ts';
import { campaigns } from './0030-campaigns.ts';
import { jobs } from './0031-jobs.ts';
import { alikeTexts } from './0032-alike-texts.ts';
import { ownTexts } from './0033-own-texts.ts';
import { givenByPerson } from './0034-given-by-person.ts';
import { leases } from './0035-leases.ts';
import { countedByLanguage } from './0036-counted-by-language.ts';
import { webhooks } from './0037-webhooks.ts';
import { toldCampaigns } from './0038-told-campaigns.ts';
import { importedJudgements } from './0039-imported-judgements.ts';
import { finishedTrees } from './0040-finished-trees.ts';
import { byPerson } from './0041-by-person.ts';
import { campaignsToTell } from './0042-campaigns-to-tell.ts';
import { cardPlaces } from './0043-card-places.ts';
import { managersActs } from './0044-managers-acts.ts';
import { withdrawnTexts } from './0045-withdrawn-texts.ts';
import { caseCards } from './0046-case-cards.ts';
import { actsOnTheCollection } from './0047-acts-on-the-collection.ts';
import { caughtUp } from './0048-caught-up.ts';
import { bandsByWriter } from './0049-bands-by-writer.ts';
import { openSummaries } from './0050-open-summaries.ts';
import { peopleAsOne } from './0051-people-as-one.ts';
import { oneDecides } from './0052-one-decides.ts';
import { authorsOfTrees } from './0053-authors-of-trees.ts';
import { nextOfEach } from './0054-next-of-each.ts';
import { unfinishedFiles } from './0055-unfinished-files.ts';
import { amendedAnswers } from './0056-amended-answers.ts';
import { formerAccounts } from './0057-former-accounts.ts';
import { workOfCampaigns } from './0058-work-of-campaigns.ts';
import { lessonOffers } from './0059-lesson-offers.ts';
import { logChannels } from './0060-log-channels.ts';
import { quotas } from './0061-quotas.ts';
import { earlierBans } from './0062-earlier-bans.ts';

/** Every change of the schema, oldest first. A name, once released, is never changed or taken out. */
export const migrations: Record<string, Migration> = {
  '0001-bot': bot,
  '0002-backend': backend,
  '0003-dataset': dataset,
  '0004-standings': standings,
  '0005-unfinished-tasks': unfinishedTasks,
  '0006-rare-tasks': rareTasks,
  '0007-former-identities': formerIdentities,
  '0008-posts': posts,
  '0009-languages': languages,
  '0010-imports': imports,
  '0011-partial-rankings': partialRankings,
  '0012-identity': identity,
  '0013-command-scopes': commandScopes,
  '0014-merged-into': mergedInto,
  '0015-servers': servers,
  '0016-consents': consents,
  '0017-given-answers': givenAnswers,
  '0018-moderators': moderators,
  '0019-dataset-sides': datasetSides,
  '0020-unreviewed': unreviewed,
  '0021-acts': acts,
  '0022-named': named,
  '0023-cases': cases,
  '0024-lessons': lessons,
  '0025-erasures': erasures,
  '0026-appeals': appeals,
  '0027-collapsed-cards': collapsedCards,
  '0028-second-look': secondLook,
  '0029-chosen-settings': chosenSettings,
  '0030-campaigns': campaigns,
  '0031-jobs': jobs,
  '0032-alike-texts': alikeTexts,
  '0033-own-texts': ownTexts,
  '0034-given-by-person': givenByPerson,
  '0035-leases': leases,
  '0036-counted-by-language': countedByLanguage,
  '0037-webhooks': webhooks,
  '0038-told-campaigns': toldCampaigns,
  '0039-imported-judgements': importedJudgements,
  '0040-finished-trees': finishedTrees,
  '0041-by-person': byPerson,
  '0042-campaigns-to-tell': campaignsToTell,
  '0043-card-places': cardPlaces,
  '0044-managers-acts': managersActs,
  '0045-withdrawn-texts': withdrawnTexts,
  '0046-case-cards': caseCards,
  '0047-acts-on-the-collection': actsOnTheCollection,
  '0048-caught-up': caughtUp,
  '0049-bands-by-writer': bandsByWriter,
  '0050-open-summaries': openSummaries,
  '0051-people-as-one': peopleAsOne,
  '0052-one-decides': oneDecides,
  '0053-authors-of-trees': authorsOfTrees,
  '0054-next-of-each': nextOfEach,
  '0055-unfinished-files': unfinishedFiles,
  '0056-amended-answers': amendedAnswers,
  '0057-former-accounts': formerAccounts,
  '0058-work-of-campaigns': workOfCampaigns,
  '0059-lesson-offers': lessonOffers,
  '0060-log-channels': logChannels,
  '0061-quotas': quotas,
  '0062-earlier-bans': earlierBans,
};
