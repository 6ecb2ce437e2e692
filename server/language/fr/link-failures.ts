import type { linkFailures as english } from '../en/link-failures.ts';

const askForAnother = 'Demandez-en un nouveau à la personne qui vous l’a envoyé.';

/** Why a merchant's link does not go on. None of it tells what is known here of a store. */
export const linkFailures: typeof english = {
  link_unknown: {
    title: 'Ce lien ne fonctionne pas',
    happened: 'Il en manque peut-être une partie, ou il a été retiré.',
    todo: 'Ouvrez-le encore une fois depuis le message que vous avez reçu. Si cela ne suffit pas, demandez-en un nouveau à la personne qui vous l’a envoyé.',
  },
  link_used: {
    title: 'Ce lien a déjà servi',
    happened:
      'Il ne connecte qu’une seule boutique\u00a0: c’est fait, ou il est en cours d’utilisation dans une autre fenêtre.',
    todo: 'Si vous venez de l’utiliser, tout va bien. Sinon, ou pour connecter une autre boutique, demandez-en un nouveau à la personne qui vous l’a envoyé.',
  },
  link_expired: {
    title: 'Ce lien a expiré',
    happened: 'Un lien n’est valable qu’un certain temps. Rien n’a été connecté.',
    todo: askForAnother,
  },
  link_revoked: {
    title: 'Ce lien a été retiré',
    happened: 'Il ne permet plus de connecter une boutique.',
    todo: askForAnother,
  },
  links_off: {
    title: 'Aucune boutique ne peut être connectée en ce moment',
    happened:
      'Cette façon de connecter une boutique est désactivée pour l’instant. Rien n’a été connecté.',
    todo: 'Réessayez plus tard, ou adressez-vous à la personne qui vous a envoyé le lien. Le lien reste valable.',
  },
  visit_unknown: {
    title: 'Ouvrez de nouveau votre lien',
    happened:
      'Il a été ouvert dans un autre navigateur, ou il y a trop longtemps. Pour protéger votre boutique, nous n’avons pas continué.',
    todo: 'Ouvrez de nouveau le lien que vous avez reçu, et restez dans le même navigateur jusqu’à la fin.',
  },
  scopes_missing: {
    title: 'Il manque des autorisations',
    happened: 'Le compte API n’a pas toutes les autorisations nécessaires. Rien n’a été connecté.',
    todo: 'Réglez dans BigCommerce les autorisations qui manquent, puis testez de nouveau.',
  },
  store_not_connected: {
    title: 'La boutique n’a pas pu être connectée',
    happened:
      'BigCommerce ou nous-mêmes n’avons pas pu l’accepter pour le moment. Rien n’a été connecté.',
    todo: 'Vérifiez qu’il s’agit de la bonne boutique, et recommencez dans quelques minutes. Si cela se reproduit, adressez-vous à la personne qui vous a envoyé le lien.',
  },
};
