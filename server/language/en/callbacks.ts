/** The pages that test an iClient's callback URLs. */
import { checks } from './callbacks-checks.ts';
import { diagnoses } from './callbacks-diagnoses.ts';
import { inspector } from './callbacks-inspector.ts';
import { recorder } from './callbacks-recorder.ts';
import { simulation } from './callbacks-simulation.ts';
import { simulationPage } from './callbacks-simulation-page.ts';

export const callbacks = {
  of: (iclient: string) => `Callback tests of “${iclient}”`,
  tabs: {
    label: 'Tools',
    overview: 'Callback URLs',
    recorder: 'Recorder',
    inspector: 'Inspector',
  },
  spins:
    'The app keeps loading and nothing happens (spins forever), or an install does not arrive here?',
  link: 'Test the callback URLs',
  overview: {
    heading: 'Callback URLs',
    text: 'BigCommerce calls these addresses, or a further one of the whitelist. Most callbacks that never arrive fail before they reach the service: the address is another one than was registered, or it cannot be reached.',
    tools: {
      recorder: {
        when: 'The checks are fine and the app still spins forever, or an install fails? See whether BigCommerce calls at all.',
        text: 'Shows callbacks as they arrive, with every check that ran and what came of it.',
        open: 'Open the recorder',
      },
      inspector: {
        when: 'A payload or an address is refused, and you have it at hand? Paste it.',
        text: 'Takes a signed payload or a whole callback URL apart, and says exactly why it is refused.',
        open: 'Open the inspector',
      },
    },
  },
  /** For developers, on the page of a refused callback. */
  failurePage: {
    tools:
      'Somebody of your team can watch callbacks arrive, and take this address apart, in the console: iClients, the app’s iClient, “Test the callback URLs” (recorder and inspector).',
  },
  checks,
  diagnosis: { fix: 'What to do' },
  diagnoses,
  inspector,
  /** On pages that show what comes by themselves. */
  live: {
    lost: 'The connection to the service was lost. Trying again…',
    signedOut: 'You were signed out, so nothing new is shown here.',
    signIn: 'Sign in again',
  },
  recorder,
  simulation,
  simulationPage,
};
