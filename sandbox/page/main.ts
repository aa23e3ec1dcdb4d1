import { SandboxApp } from './app.ts';
import { SandboxMessages } from './chat/messages.ts';
import { SandboxComposer } from './composer/composer.ts';
import { SandboxModal } from './modal/modal.ts';
import { SandboxSelect } from './select/select.ts';
import { SandboxPeople } from './sidebar/people.ts';
import { applyTheme } from './theme.ts';

applyTheme();
customElements.define('sandbox-select', SandboxSelect);
customElements.define('sandbox-messages', SandboxMessages);
customElements.define('sandbox-composer', SandboxComposer);
customElements.define('sandbox-modal', SandboxModal);
customElements.define('sandbox-people', SandboxPeople);
customElements.define('sandbox-app', SandboxApp);
