import type { callbacks as english } from '../en/callbacks.ts';
import { checks } from './callbacks-checks.ts';
import { diagnoses } from './callbacks-diagnoses.ts';
import { inspector } from './callbacks-inspector.ts';
import { recorder } from './callbacks-recorder.ts';
import { simulation } from './callbacks-simulation.ts';
import { simulationPage } from './callbacks-simulation-page.ts';

export const callbacks: typeof english = {
  of: (iclient: string) => `Tests des rappels de «\u00a0${iclient}\u00a0»`,
  tabs: {
    label: 'Outils',
    overview: 'URL de rappel',
    recorder: 'Enregistreur',
    inspector: 'Inspecteur',
  },
  spins:
    'L’application charge sans fin et rien ne se passe, ou une installation n’arrive pas ici\u00a0?',
  link: 'Tester les URL de rappel',
  overview: {
    heading: 'URL de rappel',
    text: 'BigCommerce appelle ces adresses, ou l’une des autres adresses admises. La plupart des rappels qui n’arrivent pas échouent avant d’atteindre le service\u00a0: l’adresse n’est pas celle qui a été enregistrée, ou elle est injoignable.',
    tools: {
      recorder: {
        when: 'Les vérifications sont bonnes et l’application charge toujours sans fin, ou une installation échoue\u00a0? Regardez d’abord si BigCommerce appelle.',
        text: 'Montre les rappels à mesure qu’ils arrivent, avec chaque contrôle effectué et son résultat.',
        open: 'Ouvrir l’enregistreur',
      },
      inspector: {
        when: 'Une charge signée ou une adresse est refusée, et vous l’avez sous la main\u00a0? Collez-la.',
        text: 'Décompose une charge signée ou une URL de rappel entière, et dit exactement pourquoi elle est refusée.',
        open: 'Ouvrir l’inspecteur',
      },
    },
  },
  failurePage: {
    tools:
      'Quelqu’un de votre équipe peut voir les rappels arriver et faire analyser cette adresse dans la console\u00a0: iClients, l’iClient de l’application, «\u00a0Tester les URL de rappel\u00a0» (enregistreur et inspecteur).',
  },
  checks,
  diagnosis: { fix: 'Que faire' },
  diagnoses,
  inspector,
  live: {
    lost: 'La liaison avec le service est perdue. Nouvel essai…',
    signedOut: 'Votre session a pris fin\u00a0: plus rien de nouveau ne s’affiche ici.',
    signIn: 'Se reconnecter',
  },
  recorder,
  simulation,
  simulationPage,
};
