import type { MessageView } from '../../view.ts';
import type { Scene } from '../scene.ts';

/** The message a component sits on, and the scene around it. */
export type Host = { scene: Scene; message: MessageView };
