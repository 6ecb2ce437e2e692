import type {
  simulation as english,
  simulationFailures as englishFailures,
} from '../en/callbacks-simulation.ts';
import { proxyMustHandOn } from './callbacks-checks.ts';

const steps: (typeof english)['steps'] = {
  auth: {
    title: 'Installer l’application',
    text: 'Un marchand a accepté les autorisations. BigCommerce envoie son navigateur au rappel «\u00a0auth\u00a0» avec un code, qui est échangé contre un jeton.',
  },
  auth_used_code: {
    title: 'Installer avec un code déjà utilisé',
    text: 'Le navigateur apporte un code que BigCommerce n’échange plus.',
  },
  load: {
    title: 'Ouvrir l’application',
    text: 'Un utilisateur ouvre l’application dans le panneau de configuration. BigCommerce envoie son navigateur au rappel «\u00a0load\u00a0» avec une charge signée.',
  },
  load_bad_signature: {
    title: 'Ouvrir l’application avec une fausse signature',
    text: 'La charge a été signée par quelqu’un qui n’a pas le secret client.',
  },
  load_clock_ahead: {
    title: 'Ouvrir l’application avec une horloge en avance',
    text: 'La charge a été émise par une horloge en avance de dix minutes.',
  },
  remove_user_clock_behind: {
    title: 'Retirer un utilisateur avec une charge expirée',
    text: 'La charge a plus d’un jour.',
  },
  remove_user: {
    title: 'Retirer un utilisateur',
    text: 'La boutique retire l’application à un utilisateur. Les serveurs de BigCommerce le disent par le rappel «\u00a0remove user\u00a0».',
  },
  uninstall_bad_signature: {
    title: 'Désinstaller avec une fausse signature',
    text: 'Quelqu’un qui n’a pas le secret client veut mettre fin à la connexion.',
  },
  uninstall: {
    title: 'Désinstaller l’application',
    text: 'Le marchand désinstalle l’application. Les serveurs de BigCommerce le disent par le rappel «\u00a0uninstall\u00a0».',
  },
  load_after_uninstall: {
    title: 'Ouvrir l’application après sa désinstallation',
    text: 'La charge est authentique, mais la boutique n’a plus l’application.',
  },
};

export const simulation: typeof english = {
  steps,
  redirected: (where) =>
    `Elle est redirigée vers ${where}. Les navigateurs suivent, les serveurs de BigCommerce peut-être pas. Une installation simulée ne suit pas\u00a0: ses requêtes ne vont qu’aux adresses de l’iClient, et la suite n’a donc pas pu être essayée.`,
  reasons: {
    as_expected: () => 'Le service a fait ce qu’il doit faire.',
    refused_as_expected: () => 'Le service l’a refusé, comme il se doit.',
    refused: (why) => `La requête est arrivée, et le service l’a refusée\u00a0: ${why}.`,
    refused_otherwise: (why) =>
      `Le service l’a refusé, comme il se doit, mais pour une autre raison\u00a0: ${why}.`,
    accepted_wrongly: () => 'Le service l’a accepté, alors qu’il doit le refuser.',
    other_outcome: (outcome) =>
      `La requête est arrivée, mais autre chose a été fait\u00a0: ${outcome}.`,
    answer_changed: (how) =>
      `La requête est arrivée et a reçu une réponse. C’est une autre réponse qui est revenue (${how}).`,
    needs_step: (step) =>
      `Elle n’a pas été envoyée\u00a0: «\u00a0${step}\u00a0» doit d’abord réussir.`,
  },
  todos: {
    refused: 'Regardez le journal du service, puis recommencez.',
    refused_otherwise: 'Corrigez ce qui a échoué avant, puis recommencez.',
    accepted_wrongly:
      'Ne mettez pas l’application en ligne\u00a0: autre chose répond à la place de ce service, ou il est défectueux.',
    other_outcome: 'Comparez les horloges des machines où tourne ce service.',
    answer_changed: proxyMustHandOn,
  },
};

export const simulationFailures: typeof englishFailures = {
  simulation_too_soon: {
    title: 'Une installation vient d’être simulée',
    happened: 'Dix secondes au moins séparent les installations simulées d’un iClient.',
    todo: 'Regardez la dernière, ou attendez quelques secondes.',
  },
  simulations_busy: {
    title: 'D’autres installations simulées sont en cours',
    happened:
      'Seules quelques-unes peuvent avoir lieu en même temps, et ce nombre est atteint pour le moment.',
    todo: 'Réessayez dans quelques secondes.',
  },
  simulation_unknown: {
    title: 'Cette installation simulée n’existe pas',
    happened:
      'Les installations simulées sont gardées une heure\u00a0; celle-ci n’est plus là, ou n’a jamais existé.',
    todo: 'Simulez de nouveau une installation.',
  },
};
