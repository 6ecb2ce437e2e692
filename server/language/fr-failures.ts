/** What went wrong and what to do about it, in French, for store owners and their colleagues. */
import type { FailureTexts } from './en-failures.ts';

const ifItHappensAgain =
  'Si cela se reproduit, donnez la référence ci-dessous au développeur de l’application.';
const installAgain = `Retournez dans Applications dans BigCommerce et installez de nouveau l’application. ${ifItHappensAgain}`;
const openAgain = `Ouvrez de nouveau l’application depuis Applications dans BigCommerce. ${ifItHappensAgain}`;
const waitThenInstall =
  'Attendez une minute, puis installez de nouveau l’application depuis Applications dans BigCommerce.';
const openFromPanel =
  'Ouvrez l’application depuis Applications dans votre panneau de configuration BigCommerce.';

export const frenchFailures: FailureTexts = {
  callback_without_code: {
    title: 'Cette adresse est ouverte par BigCommerce',
    happened:
      'BigCommerce y envoie les personnes qui installent l’application. Elle a été ouverte à la main, il n’y avait donc rien à installer.',
    todo: 'Installez l’application depuis Applications dans votre panneau de configuration BigCommerce.',
  },
  parameter_invalid: (parameter) => ({
    title: 'Ce lien n’est pas correct',
    happened:
      parameter === undefined
        ? 'Une partie de l’adresse manque ou n’est pas celle que nous attendons. Rien n’a été modifié.'
        : `La partie de l’adresse nommée «\u00a0${parameter}\u00a0» manque ou n’est pas celle que nous attendons. Rien n’a été modifié.`,
    todo: `Ne saisissez pas et ne modifiez pas l’adresse, mais recommencez depuis Applications dans BigCommerce. ${ifItHappensAgain}`,
  }),
  consent_denied: {
    title: 'L’application n’a pas été installée',
    happened:
      'Les autorisations demandées par l’application n’ont pas été acceptées. Rien n’a été enregistré.',
    todo: 'Si vous changez d’avis, installez l’application depuis Applications dans BigCommerce et acceptez ses autorisations.',
  },
  authorization_failed: {
    title: 'BigCommerce n’a pas permis l’installation',
    happened:
      'BigCommerce s’est arrêté avant de donner l’accès à l’application. Rien n’a été enregistré.',
    todo: installAgain,
  },
  state_unknown: {
    title: 'Cette installation a commencé ailleurs',
    happened:
      'Elle n’a pas commencé dans ce navigateur, ou elle a commencé il y a trop longtemps. Pour protéger votre boutique, nous n’avons pas continué.',
    todo: 'Recommencez depuis Applications dans BigCommerce, et restez dans le même navigateur jusqu’à la fin.',
  },
  code_refused: {
    title: 'BigCommerce n’a pas accepté l’installation',
    happened:
      'Le code à usage unique de cette installation était déjà utilisé ou trop ancien, ou BigCommerce n’accepte pas les identifiants de cette application. Rien n’a été enregistré.',
    todo: installAgain,
  },
  context_mismatch: {
    title: 'BigCommerce a répondu pour une autre boutique',
    happened:
      'L’installation concernait une boutique, et la réponse de BigCommerce une autre. Pour les protéger toutes les deux, rien n’a été enregistré.',
    todo: installAgain,
  },
  install_interrupted: {
    title: 'L’installation a été interrompue',
    happened:
      'Une première tentative s’est arrêtée en chemin, et son code à usage unique ne peut plus servir.',
    todo: 'Retournez dans Applications dans BigCommerce et installez de nouveau l’application. C’est sans risque, même si elle semble installée.',
  },
  bigcommerce_unreachable: {
    title: 'BigCommerce est injoignable',
    happened: 'BigCommerce n’a pas pris notre appel. Rien n’a été enregistré.',
    todo: waitThenInstall,
  },
  bigcommerce_bad_response: {
    title: 'BigCommerce a eu un problème',
    happened: 'La réponse de BigCommerce n’est pas utilisable. Rien n’a été enregistré.',
    todo: `${waitThenInstall} ${ifItHappensAgain}`,
  },
  bigcommerce_timeout: {
    title: 'BigCommerce a mis trop de temps à répondre',
    happened: 'Nous avons attendu BigCommerce, puis abandonné. Rien n’a été enregistré.',
    todo: waitThenInstall,
  },
  payload_missing: {
    title: 'Cette adresse est ouverte par BigCommerce',
    happened:
      'En ouvrant l’application, BigCommerce nous dit qui vous êtes. Cette fois, il ne l’a pas fait, sans doute parce que l’adresse a été ouverte à la main.',
    todo: openFromPanel,
  },
  payload_invalid: {
    title: 'Nous n’avons pas pu savoir qui vous êtes',
    happened:
      'Ce que BigCommerce nous a dit de vous n’a pas passé nos contrôles. Le message est peut-être destiné à une autre application, ou les identifiants de cette application ont changé.',
    todo: openAgain,
  },
  payload_expired: {
    title: 'Ce lien est trop ancien',
    happened:
      'Les liens de BigCommerce ne fonctionnent qu’un certain temps, et celui-ci n’est pas valable actuellement.',
    todo: openAgain,
  },
  payload_used: {
    title: 'Ce lien a déjà servi',
    happened: 'Chaque lien de BigCommerce ouvre l’application une seule fois.',
    todo: 'Ouvrez de nouveau l’application depuis Applications dans BigCommerce.',
  },
  app_not_installed: {
    title: 'L’application n’est pas installée sur cette boutique',
    happened: 'Elle n’y a jamais été installée, ou elle a été désinstallée.',
    todo: 'Installez-la depuis Applications dans BigCommerce. Si vous ne pouvez pas installer d’applications, adressez-vous au propriétaire de la boutique.',
  },
  user_removed: {
    title: 'Vous n’avez plus accès à cette application',
    happened: 'Votre accès a été retiré dans BigCommerce.',
    todo: 'Si vous en avez besoin, demandez au propriétaire de la boutique de vous redonner accès.',
  },
  session_ended: {
    title: 'Votre session est terminée',
    happened:
      'La page est restée inactive trop longtemps, ou votre accès à l’application a changé.',
    todo: 'Ouvrez de nouveau l’application depuis Applications dans BigCommerce. Si cela se répète, votre navigateur bloque peut-être les cookies des pages affichées dans d’autres pages. Autorisez-les pour cette application, ou utilisez un autre navigateur.',
  },
  origin_refused: {
    title: 'Cette demande vient d’ailleurs',
    happened: 'Elle ne vient pas d’une page de cette application. Rien n’a donc été modifié.',
    todo: openAgain,
  },
  app_unknown: {
    title: 'Nous ne connaissons pas cette application',
    happened: 'L’adresse désigne une application qui n’est pas configurée ici.',
    todo: 'Ouvrez ou installez l’application depuis Applications dans BigCommerce. Si cela se reproduit, signalez au développeur de l’application que ses adresses de rappel sont peut-être fausses, et donnez-lui la référence ci-dessous.',
  },
  page_not_found: {
    title: 'Cette page n’existe pas',
    happened: 'L’adresse est peut-être mal saisie, ou la page a été déplacée.',
    todo: openFromPanel,
  },
  method_not_allowed: {
    title: 'Cela ne fonctionne pas ici',
    happened: 'Cette page ne peut pas être demandée de cette façon. Rien n’a été modifié.',
    todo: openFromPanel,
  },
  storage_unavailable: {
    title: 'Notre stockage est injoignable',
    happened:
      'L’endroit où les connexions sont conservées ne répond pas actuellement. Ce qui était enregistré n’est pas perdu.',
    todo: 'Attendez une minute et ouvrez de nouveau l’application depuis Applications dans BigCommerce. Si vous étiez en train de l’installer, recommencez l’installation.',
  },
  internal_error: {
    title: 'Un problème est survenu de notre côté',
    happened: 'C’est notre faute, pas la vôtre.',
    todo: `Attendez une minute et recommencez depuis Applications dans BigCommerce. ${ifItHappensAgain}`,
  },
};
