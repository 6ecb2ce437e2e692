import type { visitorFailures as english } from '../en/visitor-failures.ts';

const openAgain = 'Ouvrez de nouveau le lien que vous avez reçu.';
const tryAgain = 'Revenez à la page précédente et réessayez.';
const waitAndTry = 'Attendez une minute, puis revenez à la page précédente et réessayez.';
const nothing = 'Rien n’a été connecté.';

export const visitorFailures: typeof english = {
  parameter_invalid: {
    title: 'Cette adresse ou ce formulaire n’est pas correct',
    happened: `Il en manque une partie, ou elle n’est pas celle que nous attendons. ${nothing}`,
    todo: openAgain,
  },
  form_refused: {
    title: 'Nous n’avons pas pu prendre cela en compte',
    happened:
      'La page est peut-être restée ouverte trop longtemps, ou dans une autre fenêtre. Rien n’a été modifié.',
    todo: 'Revenez à la page précédente, rechargez-la et recommencez.',
  },
  opened_elsewhere: (publicUrl = 'PUBLIC_URL') => ({
    title: 'Cette page se trouve à une autre adresse',
    happened: `Elle a été ouverte à une adresse qui n’est pas la sienne. Celle-ci commence par ${publicUrl}. Rien n’a été modifié.`,
    todo: openAgain,
  }),
  page_not_found: {
    title: 'Cette page n’existe pas',
    happened: 'L’adresse est peut-être incomplète ou mal saisie.',
    todo: openAgain,
  },
  method_not_allowed: {
    title: 'Cela ne fonctionne pas ici',
    happened: 'Cette adresse n’accepte pas ce type de requête. Rien n’a été modifié.',
    todo: openAgain,
  },
  opened_ahead: {
    title: 'Le lien a été ouvert d’avance',
    happened: 'Votre navigateur l’a ouvert avant vous, et nous n’en avons pas tenu compte.',
    todo: openAgain,
  },
  app_unknown: {
    title: 'Ce lien ne fonctionne plus',
    happened: 'Ce pour quoi il a été créé n’est plus configuré ici.',
    todo: 'Demandez un nouveau lien.',
  },
  too_many_attempts: {
    title: 'Trop d’essais en peu de temps',
    happened: 'Pour protéger votre boutique, nous attendons un peu après de nombreux essais.',
    todo: waitAndTry,
  },
  bigcommerce_unreachable: {
    title: 'BigCommerce ne répond pas',
    happened: `BigCommerce est injoignable. ${nothing}`,
    todo: waitAndTry,
  },
  bigcommerce_bad_response: {
    title: 'BigCommerce a eu un problème',
    happened: `BigCommerce n’a pas pu répondre correctement. ${nothing}`,
    todo: waitAndTry,
  },
  bigcommerce_timeout: {
    title: 'BigCommerce a mis trop de temps à répondre',
    happened: `Nous avons attendu BigCommerce, puis abandonné. ${nothing}`,
    todo: waitAndTry,
  },
  storage_unavailable: {
    title: 'Nous ne pouvons pas continuer pour le moment',
    happened:
      'Nos données enregistrées sont injoignables. Rien de ce que vous avez fait n’est perdu.',
    todo: waitAndTry,
  },
  internal_error: {
    title: 'Un problème est survenu de notre côté',
    happened: 'C’est notre faute, pas la vôtre.',
    todo: tryAgain,
  },
};
