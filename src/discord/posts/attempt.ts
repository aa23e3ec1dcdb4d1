import { DiscordAPIError, RateLimitError } from '@discordjs/rest';
import { RESTJSONErrorCodes } from 'discord-api-types/v10';
import { z } from 'zod';
import { backoff, LONGEST_PAUSE_MS, wasTriedLongEnough } from '../../backoff.ts';
import { meaningOf } from '../calls/not-shown.ts';
import type { View } from '../view.ts';
import type { ChannelMessages } from './channel-messages.ts';
import type { LeasedPost, PostFailure, PostOutcome } from './post.ts';
import { StoredView } from './stored-view.ts';

/** How long Discord certainly remembers a nonce: its documentation says "the past few minutes". */
export const NONCE_MS = 60_000;

/**
 * Brings a post to Discord as it is wanted now. A message that may have been written unseen is written again under the same
 * nonce as long as Discord remembers that, and looked for after that: neither lost nor doubled. Never rejects.
 */
export async function attemptPost(
  post: LeasedPost,
  messages: ChannelMessages,
  now: number,
  random: () => number,
): Promise<PostOutcome> {
  try {
    return await (post.wanted === 'shown' ? show(post, messages, now) : remove(post, messages));
  } catch (error) {
    return outcomeOf(error, post, now, random);
  }
}

async function show(post: LeasedPost, messages: ChannelMessages, now: number): Promise<PostOutcome> {
  const { channelId, messageId, version, nonce } = post;
  const view = viewIn(post.payload);
  if (messageId !== null) {
    await messages.edit(channelId, messageId, view);
    return { is: 'shown', messageId, version };
  }
  const known = await lookAgain(post, messages, now);
  const created = known ?? (await messages.create(channelId, view, nonce));
  // an earlier attempt may have been carried out: what stands there is what that one wanted
  return { is: 'shown', messageId: created, version: post.doubt?.version ?? version };
}

/** The message that an earlier attempt may have written, when its nonce is too old to tell; not where looking is forbidden. */
async function lookAgain(
  { channelId, doubt }: LeasedPost,
  messages: ChannelMessages,
  now: number,
): Promise<string | undefined> {
  if (!doubt || doubt.isNew || now - doubt.since <= NONCE_MS) return undefined;
  try {
    return await messages.find(channelId, viewIn(doubt.payload), doubt.since);
  } catch (error) {
    if (failureOf(error) === 'no_permission') return undefined; // better twice than never
    throw error;
  }
}

async function remove(
  { channelId, messageId, doubt }: LeasedPost,
  messages: ChannelMessages,
): Promise<PostOutcome> {
  const standing =
    messageId ?? (doubt && (await messages.find(channelId, viewIn(doubt.payload), doubt.since)));
  if (standing !== undefined) await messages.remove(channelId, standing);
  return { is: 'removed' };
}

function outcomeOf(error: unknown, post: LeasedPost, now: number, random: () => number): PostOutcome {
  const meaning = meaningOf(error);
  const certain = meaning !== 'unknown';
  const why = failureOf(error);
  if (post.wanted === 'removed' && (why === 'deleted' || why === 'no_channel')) return { is: 'removed' };
  if (why === 'deleted' && post.whenDeleted === 'recreate') return { is: 'gone' };
  if (why !== undefined) return { is: 'failed', why, certain, error };
  if (wasTriedLongEnough(post.updatedAt, now, post.attempts))
    return { is: 'failed', why: 'undelivered', certain, error };
  const pause = error instanceof RateLimitError ? error.retryAfter : backoff(post.attempts, random);
  return { is: 'later', notBefore: now + Math.min(pause, LONGEST_PAUSE_MS), certain, error };
}

const failures: Readonly<Record<string | number, PostFailure>> = {
  [RESTJSONErrorCodes.UnknownMessage]: 'deleted',
  [RESTJSONErrorCodes.UnknownChannel]: 'no_channel',
  [RESTJSONErrorCodes.MissingAccess]: 'no_permission',
  [RESTJSONErrorCodes.MissingPermissions]: 'no_permission',
};

/** Why something is final; undefined for what may pass: an outage, a limit, a token that has to be mended. */
function failureOf(error: unknown): PostFailure | undefined {
  if (error instanceof SyntaxError || error instanceof z.ZodError) return 'refused'; // from another version
  if (!(error instanceof DiscordAPIError) || error.status === 401) return undefined;
  return failures[error.code] ?? 'refused';
}

/** @throws SyntaxError or ZodError for what is none. */
function viewIn(payload: string): View {
  return StoredView.parse(JSON.parse(payload));
}
