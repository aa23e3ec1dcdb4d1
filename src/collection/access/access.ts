import type { Audience } from '../../discord/audience.ts';

/** What is known of somebody who used a command or control. */
export type Facts = {
  /** Agreed to take part. */
  hasAgreed: boolean;
  /** May manage the server they are on at this moment. */
  managesServer: boolean;
  /** Named by an owner, as a person or by a role they have on the server they are on. */
  isModerator: boolean;
  /** Runs the bot. */
  isOwner: boolean;
};

// whoever runs the bot looks after everything but tasks, which are for those who agreed
const keys: Readonly<Record<Audience, readonly (keyof Facts)[]>> = {
  everybody: [],
  contributor: ['hasAgreed'],
  server_manager: ['managesServer', 'isOwner'],
  moderator: ['isModerator', 'isOwner'],
  owner: ['isOwner'],
};

/** The one place that decides who may what: whether somebody belongs to those whom something is for. */
export function mayUse(audience: Audience, facts: Facts): boolean {
  return audience === 'everybody' || keys[audience].some((fact) => facts[fact]);
}
