/** The pages that test an iClient's callback URLs. */
import { checks } from './callbacks-checks.ts';
import { diagnoses } from './callbacks-diagnoses.ts';
import { inspector } from './callbacks-inspector.ts';
import { recorder } from './callbacks-recorder.ts';

export const callbacks = {
  of: (iclient: string) => `Callback tests of “${iclient}”`,
  tabs: {
    label: 'Tools',
    overview: 'Callback URLs',
    recorder: 'Recorder',
    inspector: 'Inspector',
  },
  link: 'Test the callback URLs',
  overview: {
    heading: 'Callback URLs',
    text: 'BigCommerce calls these addresses, or a further one of the whitelist. Most callbacks that never arrive fail before they reach the service: the address is another one than was registered, or it cannot be reached.',
    tools: {
      recorder: {
        text: 'Shows callbacks as they arrive, with every check that ran and what came of it.',
        open: 'Open the recorder',
      },
      inspector: {
        text: 'Takes a signed payload or a whole callback URL apart, and says exactly why it is refused.',
        open: 'Open the inspector',
      },
    },
  },
  checks,
  diagnosis: { fix: 'What to do' },
  diagnoses,
  inspector,
  recorder,
};
