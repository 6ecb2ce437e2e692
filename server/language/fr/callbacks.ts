import type { callbacks as english } from '../en/callbacks.ts';
import { checks } from './callbacks-checks.ts';
import { diagnoses } from './callbacks-diagnoses.ts';
import { inspector } from './callbacks-inspector.ts';
import { recorder } from './callbacks-recorder.ts';

export const callbacks: typeof english = {
  of: (iclient: string) => `Tests des rappels de «\u00a0${iclient}\u00a0»`,
  tabs: {
    label: 'Outils',
    overview: 'URL de rappel',
    recorder: 'Enregistreur',
    inspector: 'Inspecteur',
  },
  link: 'Tester les URL de rappel',
  overview: {
    heading: 'URL de rappel',
    text: 'BigCommerce appelle ces adresses, ou l’une des autres adresses admises. La plupart des rappels qui n’arrivent pas échouent avant d’atteindre le service\u00a0: l’adresse n’est pas celle qui a été enregistrée, ou elle est injoignable.',
    tools: {
      recorder: {
        text: 'Montre les rappels à mesure qu’ils arrivent, avec chaque vérification faite et son résultat.',
        open: 'Ouvrir l’enregistreur',
      },
      inspector: {
        text: 'Décompose une charge signée ou une URL de rappel entière, et dit exactement pourquoi elle est refusée.',
        open: 'Ouvrir l’inspecteur',
      },
    },
  },
  checks,
  diagnosis: { fix: 'Que faire' },
  diagnoses,
  inspector,
  recorder,
};
