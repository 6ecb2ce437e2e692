import type { consoleFailures as english } from '../en/console-failures.ts';

const reload =
  'Attendez une minute, puis rechargez cette page\u00a0: ce que vous avez envoyé est envoyé de nouveau.';
const reference =
  'Si cela se reproduit, donnez la référence aux personnes qui s’occupent de ce service.';

export const consoleFailures: typeof english = {
  link_unknown: {
    title: 'Ce lien n’existe pas',
    happened: 'Il a été supprimé avec son entreprise, ou n’a jamais existé. Rien n’a été modifié.',
    todo: 'Cherchez-le sur la page de son entreprise.',
  },
  parameter_invalid: (parameter) => ({
    title: 'Cette adresse ou ce formulaire n’est pas valable',
    happened:
      'Une partie manque, est répétée ou ne fait pas partie des choix. Rien n’a été modifié.',
    todo: 'Revenez en arrière, rechargez la page et choisissez de nouveau.',
    ...(parameter === undefined
      ? {}
      : {
          developer: `Le paramètre «\u00a0${parameter}\u00a0» est absent, répété ou mal formé.`,
        }),
  }),
  bigcommerce_unreachable: {
    title: 'BigCommerce ne répond pas',
    happened: 'BigCommerce est injoignable. Rien n’a été enregistré.',
    todo: reload,
  },
  bigcommerce_bad_response: {
    title: 'BigCommerce a eu un problème',
    happened:
      'BigCommerce n’a pas pu répondre, ou a envoyé une réponse que nous n’avons pas comprise. Rien n’a été enregistré.',
    todo: `${reload} ${reference}`,
  },
  bigcommerce_timeout: {
    title: 'BigCommerce a mis trop de temps à répondre',
    happened: 'Nous avons attendu BigCommerce, puis abandonné. Rien n’a été enregistré.',
    todo: reload,
  },
  app_unknown: {
    title: 'Cet iClient n’existe pas',
    happened: 'Il a été supprimé entre-temps. Rien n’a été modifié.',
    todo: 'Choisissez-en un autre, ou ajoutez-le de nouveau.',
  },
  sign_in_needed: {
    title: 'Votre session est terminée',
    happened: 'Rien n’a donc été fait ni modifié.',
    todo: 'Ouvrez une session dans un autre onglet, puis rechargez cette page et acceptez d’envoyer de nouveau le formulaire\u00a0: ce que vous avez saisi est gardé.',
  },
  page_not_found: {
    title: 'Cette page n’existe pas',
    happened: 'L’adresse est peut-être mal saisie, ou ce qu’elle montrait a été supprimé.',
    todo: 'Ouvrez la console et cherchez-y ce qu’il vous faut.',
  },
  method_not_allowed: {
    title: 'Cela ne fonctionne pas ici',
    happened: 'Cette adresse n’accepte pas ce type de requête. Rien n’a été modifié.',
    todo: 'Ouvrez la console et partez de ses pages.',
  },
  storage_unavailable: {
    title: 'La console est momentanément indisponible',
    happened:
      'Elle ne peut pas lire ses données en ce moment. Rien de ce qui était déjà enregistré n’est perdu.',
    todo: reload,
    developer: 'Redis ne répond pas, ou n’accepte pas de modifications.',
  },
  internal_error: {
    title: 'Un problème est survenu de notre côté',
    happened: 'C’est notre faute, pas la vôtre.',
    todo: `Regardez si ce que vous vouliez a été fait, et réessayez si ce n’est pas le cas. ${reference}`,
  },
};
