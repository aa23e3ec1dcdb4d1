import { SandboxApp } from './app.ts';
import { SandboxMessages } from './chat/messages.ts';
import { SandboxComposer } from './composer/composer.ts';
import { restyleLibrary } from './library-look.ts';
import { SandboxModal } from './modal/modal.ts';
import { SandboxSelect } from './select/select.ts';
import { SandboxPeople } from './sidebar/people.ts';
import { keptTheme, showTheme } from './theme/choice.ts';
import { SandboxTheme } from './theme/switch.ts';

showTheme(
  keptTheme(() => localStorage),
  document.documentElement,
); // before anything is drawn
restyleLibrary();
customElements.define('sandbox-select', SandboxSelect);
customElements.define('sandbox-messages', SandboxMessages);
customElements.define('sandbox-composer', SandboxComposer);
customElements.define('sandbox-modal', SandboxModal);
customElements.define('sandbox-people', SandboxPeople);
customElements.define('sandbox-theme', SandboxTheme);
customElements.define('sandbox-app', SandboxApp);
