/** An interaction that is being answered, among those of the same message. */
export type Place = {
  /** Whether its person has done something more with the message since. */
  isOvertaken(): boolean;
  /** Its answer is out. */
  leave(): void;
};

/**
 * Who is being answered at which message, each message named by the interaction it came from: whoever clicks on from an
 * answer has seen it, whatever became of the call that brought it.
 */
export function createOvertaking(): { enter(message: string): Place } {
  const messages = new Map<string, { newest: number; inside: number }>();
  return {
    enter(message) {
      const queue = messages.get(message) ?? { newest: 0, inside: 0 };
      messages.set(message, queue);
      queue.inside += 1;
      queue.newest += 1;
      const own = queue.newest;
      return {
        isOvertaken: () => queue.newest > own,
        leave() {
          queue.inside -= 1;
          if (queue.inside === 0) messages.delete(message);
        },
      };
    },
  };
}
