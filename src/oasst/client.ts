import { type AlikeClient, alikeClient } from './alike-client.ts';
import { type BoardsClient, boardsClient } from './boards-client.ts';
import { type CampaignsClient, campaignsClient } from './campaigns-client.ts';
import { type ContributionsClient, contributionsClient } from './contributions-client.ts';
import { del, get, post, put } from './endpoint.ts';
import { codes, InvalidRequest, OasstError } from './errors.ts';
import { Interaction, type Report } from './interactions.ts';
import { LabelList, Message, MessagePage, MessageTree, TreeStatus } from './messages.ts';
import { type ModerationClient, moderationClient } from './moderation-client.ts';
import { readIfOffered } from './offered.ts';
import { FrontEndUser } from './people.ts';
import { type PersonalDataClient, personalDataClient } from './personal-data-client.ts';
import { Progress } from './progress.ts';
import { Conversation, type LabelDescription, type TaskRequestType, User } from './protocol.ts';
import { read, readNothing, readTask } from './reading.ts';
import * as requests from './requests.ts';
import { type SettingsClient, settingsClient } from './settings-client.ts';
import {
  Availability,
  Leaderboard,
  StateCounts,
  StatsIntervals,
  type TimeFrame,
  UserScore,
  UserStats,
} from './stats.ts';
import { type Task, TaskDone } from './tasks.ts';
import { type TrailClient, trailClient } from './trail-client.ts';
import { type Connection, type Send, transport } from './transport.ts';

/**
 * An OASST backend, one method for each thing it can do for a front end.
 *
 * Every method rejects with an OasstError and nothing else: `InvalidRequest` (nothing was sent), `Unreachable` (no
 * answer in time, outcome unknown), `TooManyRequests`, `NotUnderstood`, or a plain one with the backend's status and
 * code. Reads, acks and nacks are sent up to three times within the timeout when a connection breaks or a gateway
 * answers 502 to 504; anything else is sent once, because a lost answer does not mean that nothing happened.
 */
export class OasstClient {
  /** What moderators do. */
  readonly moderation: ModerationClient;
  readonly #send: Send;
  /** What the backend keeps about one person, as far as it offers that. */
  readonly personalData: PersonalDataClient;
  /** Leaderboards of single languages, as far as the backend has them. */
  readonly boards: BoardsClient;
  /** What somebody gave, as far as the backend tells. */
  readonly contributions: ContributionsClient;
  /** What texts are nearly the same, as far as the backend tells. */
  readonly alike: AlikeClient;
  /** What can be set while the backend runs, as far as it offers that. */
  readonly settings: SettingsClient;
  /** Campaigns, as far as the backend has them. */
  readonly campaigns: CampaignsClient;
  /** Who did what to the collection, as far as the backend tells. */
  readonly trail: TrailClient;

  /**
   * @throws a TypeError for a URL or key that cannot be used; nothing is sent
   */
  constructor(connection: Connection) {
    this.#send = transport(connection);
    this.personalData = personalDataClient(this.#send);
    this.boards = boardsClient(this.#send);
    this.contributions = contributionsClient(this.#send);
    this.campaigns = campaignsClient(this.#send);
    this.alike = alikeClient(this.#send);
    this.moderation = moderationClient(this.#send);
    this.settings = settingsClient(this.#send);
    this.trail = trailClient(this.#send);
  }

  /**
   * Takes one task of this type for a person. 503 with code 1006 is "nothing to do"; after somebody's prompt was
   * accepted the reference backend says so once too often, so ask again once before believing it.
   */
  async fetchTask(
    type: TaskRequestType,
    user: User,
    {
      lang,
      collective = false,
      campaign,
    }: { lang: string; collective?: boolean; campaign?: string | undefined },
  ): Promise<Task> {
    const body = { type, user, lang, collective, ...(campaign === undefined ? {} : { campaign }) };
    return readTask(await this.#send(post`tasks/`, { form: requests.TaskRequest, body }));
  }

  /** Takes one task of whatever type the backend chooses. */
  async fetchRandomTask(user: User, { lang }: { lang: string }): Promise<Task> {
    return this.fetchTask('random', user, { lang });
  }

  /** Binds our own id, unique for ever under this key, to a task; to be done before the task is answered. */
  async ackTask(taskId: string, messageId: string): Promise<void> {
    const body = { message_id: messageId };
    const contents = { form: requests.Binding, body, repeatable: true };
    readNothing(await this.#send(post`tasks/${taskId}/ack`, contents));
  }

  /** Gives a task back, for good: this person will not be offered that message again. A long reason is cut. */
  async nackTask(taskId: string, user: User, reason?: string): Promise<void> {
    const endpoint = post`tasks/${taskId}/nack`;
    const id = `${user.auth_method}:${user.id}`;
    if (!/^[\x21-\x7e]+$/.test(id)) {
      throw new InvalidRequest(`${endpoint.path}: not sent: user.id: not fit for a header`, {
        request: endpoint,
      });
    }
    const headers = { 'x-oasst-user': id };
    const contents = { form: requests.Nack, body: { reason }, headers, repeatable: true };
    readNothing(await this.#send(endpoint, contents));
  }

  /** Sends an answer. After Unreachable it may be sent again: code 2105 then says that the first one arrived. */
  async postInteraction(interaction: Interaction): Promise<TaskDone> {
    const contents = { form: Interaction, body: interaction };
    return read(TaskDone, await this.#send(post`tasks/interaction`, contents));
  }

  /** Closes a collective task by the id it was acked with. The reference backend always answers 500. */
  async closeTask(messageId: string): Promise<TaskDone> {
    const contents = { form: requests.Binding, body: { message_id: messageId } };
    return read(TaskDone, await this.#send(post`tasks/close`, contents));
  }

  /**
   * How many tasks of each type there seem to be for a person, in a campaign where one is named. Asking makes the person
   * known to the backend.
   */
  async availability(user: User, lang: string, campaign?: string): Promise<Availability> {
    const contents = { form: User, body: user, query: { lang, campaign } };
    return read(Availability, await this.#send(post`tasks/availability`, contents));
  }

  /** The person as the backend keeps them; 404 with code 4002 if it does not. */
  async getFrontendUser(user: Pick<User, 'auth_method' | 'id'>): Promise<FrontEndUser> {
    return read(FrontEndUser, await this.#send(get`frontend_users/${user.auth_method}/${user.id}`));
  }

  /**
   * Makes a person known, or updates their name and settings. What is not given keeps the value that was read just
   * before, so that a banned person stays banned and a hidden one hidden. A key that is not trusted may only create.
   */
  async createFrontendUser(user: User, settings: requests.PersonSettings = {}): Promise<FrontEndUser> {
    const known = await this.findFrontendUser(user);
    const { enabled = true, show_on_leaderboard = true } = known ?? {};
    const body = { ...user, enabled, show_on_leaderboard, ...settings };
    const contents = { form: requests.FrontEndUserRequest, body };
    return read(FrontEndUser, await this.#send(post`frontend_users/`, contents));
  }

  /** Records that a person accepts the terms of service, and nothing else about them. Needs a trusted key. */
  async acceptTerms(user: User): Promise<void> {
    const { user_id } = (await this.findFrontendUser(user)) ?? (await this.createFrontendUser(user));
    readNothing(await this.#send(put`users/${user_id}`, { query: { tos_acceptance: true } }));
  }

  /** Shows a person on the leaderboard or leaves them out, and changes nothing else. Needs a trusted key. */
  async showOnLeaderboard(user: User, shown: boolean): Promise<void> {
    const { user_id } = (await this.findFrontendUser(user)) ?? (await this.createFrontendUser(user));
    readNothing(await this.#send(put`users/${user_id}`, { query: { show_on_leaderboard: shown } }));
  }

  /** All messages of a person that are not deleted, oldest first; none for whom it does not know. */
  async messagesOf({ auth_method, id }: Pick<User, 'auth_method' | 'id'>): Promise<Message[]> {
    const messages: Message[] = [];
    let after: string | undefined;
    do {
      const query: Record<string, string | number | undefined> = { max_count: 1_000, gt: after };
      const endpoint = get`frontend_users/${auth_method}/${id}/messages/cursor`;
      const page = await this.#unlessUnknown(async () =>
        read(MessagePage, await this.#send(endpoint, { query })),
      );
      messages.push(...(page?.items ?? []));
      after = page?.next ?? undefined;
    } while (after !== undefined);
    return messages;
  }

  /** Deletes all messages of a person, with everything below them. Needs a trusted key. */
  async deleteMessagesOf(userId: string): Promise<void> {
    readNothing(await this.#send(del`users/${userId}/messages`));
  }

  /** Takes a person's name and id off everything they did. Needs a trusted key. */
  async deletePerson(userId: string): Promise<void> {
    readNothing(await this.#send(del`users/${userId}`));
  }

  /** A person's scores in all time frames, by the backend's user id; empty if it does not know them. */
  async userStats(userId: string): Promise<UserStats> {
    return read(UserStats, await this.#send(get`users/${userId}/stats`));
  }

  /** A person's score in one time frame. The reference backend answers 500 for a person it does not know. */
  async userScore(userId: string, timeFrame: TimeFrame): Promise<UserScore> {
    return read(UserScore, await this.#send(get`users/${userId}/stats/${timeFrame}`));
  }

  /** The people ranked around a person, `size` of them; null for a person without activity. */
  async userWindow(userId: string, timeFrame: TimeFrame, size = 5): Promise<Leaderboard | null> {
    const query = { window_size: size };
    const answer = await this.#send(get`users/${userId}/stats/${timeFrame}/window`, { query });
    return read(Leaderboard.nullable(), answer);
  }

  /** The best of a time frame, at most `maxCount` (1 to 10,000) of them. */
  async leaderboard(timeFrame: TimeFrame, maxCount = 100): Promise<Leaderboard> {
    const query = { max_count: maxCount };
    return read(Leaderboard, await this.#send(get`leaderboards/${timeFrame}`, { query }));
  }

  /** How often scores are counted anew, in minutes, as far as the backend tells. */
  async statsIntervals(): Promise<StatsIntervals> {
    return read(StatsIntervals, await this.#send(get`admin/backend_settings/public`));
  }

  /** The labels that fit a message, by the backend's id; without one, all that may be given freely. */
  async validLabels(messageId?: string): Promise<LabelDescription[]> {
    const query = { message_id: messageId };
    return read(LabelList, await this.#send(get`text_labels/valid_labels`, { query })).valid_labels;
  }

  /** The labels a report may carry. */
  async reportLabels(): Promise<LabelDescription[]> {
    return read(LabelList, await this.#send(get`text_labels/report_labels`)).valid_labels;
  }

  /** Reports a message: one red flag per person. A second report replaces the first one's labels. */
  async report(report: Report): Promise<void> {
    const body = { ...report, type: 'text_labels' as const, is_report: true as const };
    readNothing(await this.#send(post`text_labels/`, { form: requests.ReportRequest, body }));
  }

  /** Sets, takes back or toggles a person's reaction to a message, and gives the message as it is then. */
  async emoji(
    messageId: string,
    user: User,
    emoji: requests.EmojiCode,
    op: requests.EmojiOp = 'toggle',
  ): Promise<Message> {
    const contents = { form: requests.EmojiRequest, body: { user, emoji, op } };
    return read(Message, await this.#send(post`messages/${messageId}/emoji`, contents));
  }

  /** One message by the backend's id. */
  async message(messageId: string): Promise<Message> {
    return read(Message, await this.#send(get`messages/${messageId}`));
  }

  /** One message by the id its author's front end gave it, the `user_message_id`; 404 with code 2001 if there is none. */
  async frontendMessage(userMessageId: string): Promise<Message> {
    return read(Message, await this.#send(get`frontend_messages/${userMessageId}`));
  }

  /** The messages from the prompt down to this one. */
  async conversation(messageId: string): Promise<Conversation> {
    return read(Conversation, await this.#send(get`messages/${messageId}/conversation`));
  }

  /** The whole tree a message belongs to. */
  async tree(messageId: string): Promise<MessageTree> {
    return read(MessageTree, await this.#send(get`messages/${messageId}/tree`));
  }

  /** Where the tree a message belongs to is in its life. */
  async treeState(messageId: string): Promise<TreeStatus> {
    return read(TreeStatus, await this.#send(get`messages/${messageId}/tree/state`));
  }

  /** How many trees are in each state. Needs a trusted key. */
  async treeStates(): Promise<StateCounts> {
    return read(StateCounts, await this.#send(get`stats/tree_manager/state_counts`));
  }

  /** The person as the backend keeps them; undefined if it does not. */
  async findFrontendUser(user: Pick<User, 'auth_method' | 'id'>): Promise<FrontEndUser | undefined> {
    return await this.#unlessUnknown(() => this.getFrontendUser(user));
  }

  /** How far the collection is; undefined from a backend that does not offer that. Needs a trusted key. */
  async progress(): Promise<Progress | undefined> {
    return await readIfOffered(Progress, () => this.#send(get`extensions/progress`));
  }

  async #unlessUnknown<T>(call: () => Promise<T>): Promise<T | undefined> {
    try {
      return await call();
    } catch (error) {
      if (error instanceof OasstError && error.code === codes.userNotFound) return undefined;
      throw error;
    }
  }
}
