/** What went wrong and what to do about it, in French, for store owners and their colleagues. */
import type { FailureTexts } from '../en/failures.ts';
import { apiFailures } from './api.ts';
import { apiKeyFailures } from './api-keys.ts';
import { callbackCheckFailures } from './callbacks-checks.ts';
import { forDevelopers } from './callbacks-diagnoses.ts';
import { recorderFailures } from './callbacks-recorder.ts';
import { simulationFailures } from './callbacks-simulation.ts';
import { companyFailures } from './companies.ts';
import { connectionFailures } from './connections.ts';
import { iclientFailures } from './iclients.ts';
import { linkFailures } from './link-failures.ts';
import { pickerFailures } from './picker.ts';
import { proxyFailures } from './proxy.ts';
import { teamFailures } from './users.ts';

const ifItHappensAgain =
  'Si cela se reproduit, donnez la référence au développeur de l’application.';
const installAgain = `Revenez à la page Applications de BigCommerce et installez de nouveau l’application. ${ifItHappensAgain}`;
const openAgain = `Ouvrez de nouveau l’application depuis la page Applications de BigCommerce. ${ifItHappensAgain}`;
const waitThenInstall =
  'Attendez une minute, puis installez de nouveau l’application depuis la page Applications de BigCommerce.';
const openFromPanel =
  'Ouvrez l’application depuis la page Applications de votre panneau de configuration BigCommerce.';
const ifShownAsInstalled =
  'Si elle y figure comme installée, désinstallez-la d’abord, puis installez-la de nouveau.';

export const frenchFailures: FailureTexts = {
  callback_without_code: {
    title: 'Cette adresse est réservée à BigCommerce',
    happened:
      'BigCommerce y envoie les personnes qui installent l’application. Elle a été ouverte directement, il n’y avait donc rien à installer.',
    todo: 'Installez l’application depuis la page Applications de votre panneau de configuration BigCommerce.',
    developer: forDevelopers('opened_by_hand'),
  },
  parameter_invalid: (parameter) => ({
    title: 'Ce lien n’est pas valide',
    happened:
      'Une partie de l’adresse manque ou n’est pas celle que nous attendons. Rien n’a été modifié.',
    todo: `Ne saisissez pas et ne modifiez pas l’adresse, mais recommencez depuis la page Applications de BigCommerce. ${ifItHappensAgain}`,
    ...(parameter === undefined
      ? {}
      : {
          developer: `Le paramètre «\u00a0${parameter}\u00a0» est absent, répété ou mal formé.`,
        }),
  }),
  consent_denied: {
    title: 'L’application n’a pas été installée',
    happened:
      'Les autorisations demandées par l’application n’ont pas été acceptées. Rien n’a été enregistré.',
    todo: 'Si vous changez d’avis, installez l’application depuis la page Applications de BigCommerce et acceptez ses autorisations.',
  },
  authorization_failed: {
    title: 'BigCommerce n’a pas permis l’installation',
    happened:
      'L’installation s’est arrêtée avant que l’accès soit accordé. Rien n’a été enregistré.',
    todo: installAgain,
  },
  state_unknown: {
    title: 'Cette installation a commencé ailleurs',
    happened:
      'Elle n’a pas commencé dans ce navigateur, ou elle a commencé il y a trop longtemps. Pour protéger votre boutique, nous n’avons pas continué.',
    todo: 'Recommencez depuis la page Applications de BigCommerce, et restez dans le même navigateur jusqu’à la fin.',
  },
  starter_gone: {
    title: 'La session de la personne qui a commencé est terminée',
    happened:
      'La personne qui a commencé l’autorisation a été déconnectée partout ou supprimée, ou son mot de passe ou son rôle a changé. Aucun nouvel accès n’a été enregistré.',
    todo: 'Connectez-vous à la console, puis recommencez à partir de la connexion.',
  },
  disconnected_meanwhile: {
    title: 'La connexion a été déconnectée entre-temps',
    happened:
      'Quelqu’un l’a déconnectée après le début de cette autorisation. Aucun nouvel accès n’a été enregistré.',
    todo: 'Si la boutique doit être connectée, recommencez à partir de la connexion.',
  },
  other_browser: {
    title: 'L’opération a commencé dans un autre navigateur',
    happened:
      'Seul le navigateur dans lequel la connexion de la boutique a commencé peut la terminer. Pour protéger votre boutique, nous nous sommes arrêtés là et rien n’a été modifié.',
    todo: 'Recommencez et restez dans le même navigateur jusqu’à la fin.',
  },
  store_mismatch: {
    title: 'BigCommerce a répondu pour une autre boutique',
    happened:
      'La boutique choisie chez BigCommerce n’est pas celle qu’il faut connecter. Rien n’a été modifié.',
    todo: 'Recommencez en vous connectant à BigCommerce avec un compte de la bonne boutique.',
  },
  authorization_expired: {
    title: 'Le délai est dépassé',
    happened: 'Une autorisation doit être terminée en dix minutes. Rien n’a été modifié.',
    todo: 'Recommencez.',
  },
  redirect_uri_refused: {
    title: 'Cette URL de rappel ne peut pas être utilisée',
    happened: 'Elle ne fait pas partie des URL de rappel de l’iClient. Rien n’a été modifié.',
    todo: 'Revenez en arrière et choisissez-en une dans la liste, ou demandez à un administrateur de l’ajouter à l’iClient.',
  },
  code_refused: {
    title: 'BigCommerce n’a pas accepté l’installation',
    happened:
      'Elle a peut-être duré trop longtemps, ou sa page a été ouverte deux fois. Rien n’a été enregistré.',
    todo: installAgain,
    developer: forDevelopers('exchange_refused'),
  },
  token_refused: {
    title: 'BigCommerce n’accepte pas ce jeton d’accès',
    happened:
      'Le jeton n’est plus valable, a été copié incomplètement ou n’est pas un jeton de BigCommerce. Rien n’a été modifié.',
    todo: 'Collez de nouveau le jeton, créez un nouveau compte API dans BigCommerce ou autorisez de nouveau l’application.',
    developer: 'BigCommerce a répondu 401 à un appel fait avec ce jeton.',
  },
  context_mismatch: {
    title: 'BigCommerce a répondu pour une autre boutique',
    happened:
      'L’installation concernait une boutique, et la réponse de BigCommerce une autre. Pour les protéger toutes les deux, rien n’a été enregistré.',
    todo: `Revenez à la page Applications de BigCommerce et installez de nouveau l’application. ${ifShownAsInstalled} ${ifItHappensAgain}`,
    developer: 'Le contexte du rappel (callback) n’est pas celui de la réponse avec le jeton.',
  },
  install_interrupted: {
    title: 'L’installation a été interrompue',
    happened: 'Une première tentative s’est arrêtée en chemin et ne peut pas être reprise.',
    todo: 'Revenez à la page Applications de BigCommerce et installez de nouveau l’application. C’est sans risque, même si elle semble installée.',
    developer: forDevelopers('code_used_or_late'),
  },
  bigcommerce_unreachable: {
    title: 'BigCommerce ne répond pas',
    happened: 'BigCommerce est injoignable. Rien n’a été enregistré.',
    todo: waitThenInstall,
  },
  bigcommerce_bad_response: {
    title: 'BigCommerce a eu un problème',
    happened:
      'BigCommerce n’a pas pu répondre, ou a envoyé une réponse que nous n’avons pas comprise. Rien n’a été enregistré.',
    todo: `${waitThenInstall} ${ifShownAsInstalled} ${ifItHappensAgain}`,
  },
  bigcommerce_timeout: {
    title: 'BigCommerce a mis trop de temps à répondre',
    happened: 'Nous avons attendu BigCommerce, puis abandonné. Rien n’a été enregistré.',
    todo: `${waitThenInstall} ${ifShownAsInstalled}`,
  },
  payload_missing: {
    title: 'Cette adresse est réservée à BigCommerce',
    happened:
      'En ouvrant l’application, BigCommerce nous dit qui vous êtes. Cette fois, il ne l’a pas fait, sans doute parce que l’adresse a été ouverte directement.',
    todo: openFromPanel,
    developer: forDevelopers('opened_by_hand'),
  },
  payload_invalid: {
    title: 'Nous n’avons pas pu savoir qui vous êtes',
    happened: 'Ce que BigCommerce nous a dit de vous n’a pas pu être vérifié.',
    todo: openAgain,
    developer:
      'La charge signée est peut-être destinée à une autre application, ou le secret client configuré ici n’est pas celui de l’application. Collez toute l’adresse dans l’inspecteur des rappels de l’iClient, dans la console\u00a0: il dit exactement pourquoi.',
  },
  payload_expired: {
    title: 'Ce lien n’est pas valide en ce moment',
    happened:
      'Il est trop ancien, ou les horloges de BigCommerce et de ce service ne sont pas d’accord.',
    todo: 'Ouvrez de nouveau l’application depuis la page Applications de BigCommerce. Si cela se reproduit, signalez au développeur de l’application que les horloges ne sont peut-être pas d’accord, et donnez-lui la référence.',
    developer:
      'Collez toute l’adresse dans l’inspecteur des rappels de l’iClient, dans la console\u00a0: il dit exactement pourquoi.',
  },
  app_not_installed: {
    title: 'L’application n’est pas installée sur cette boutique',
    happened: 'Elle n’y a jamais été installée, ou elle a été désinstallée.',
    todo: `Installez-la depuis la page Applications de BigCommerce. ${ifShownAsInstalled} Si vous ne pouvez pas installer d’applications, adressez-vous au propriétaire de la boutique.`,
  },
  user_removed: {
    title: 'Vous n’avez plus accès à cette application',
    happened: 'Votre accès a été retiré dans BigCommerce.',
    todo: 'Si vous en avez besoin, demandez au propriétaire de la boutique de vous redonner accès.',
  },
  session_ended: {
    title: 'Vous n’êtes pas connecté à cette application',
    happened:
      'Soit votre session a expiré, soit votre accès a été retiré, soit l’application a été désinstallée, soit ce navigateur ne l’a pas encore ouverte.',
    todo: 'Ouvrez l’application depuis la page Applications de BigCommerce. Si cela se répète, autorisez les cookies tiers pour ce site, ou utilisez un autre navigateur.',
    developer: forDevelopers('third_party_cookie'),
  },
  origin_refused: {
    title: 'Cette demande vient d’ailleurs',
    happened: 'Elle ne vient pas d’une page de cette application. Rien n’a donc été modifié.',
    todo: openAgain,
  },
  app_unknown: {
    title: 'Nous ne connaissons pas cette application',
    happened: 'L’adresse désigne une application qui n’est pas configurée ici.',
    todo: `Ouvrez ou installez l’application depuis la page Applications de BigCommerce. ${ifItHappensAgain}`,
    developer: forDevelopers('path_unknown'),
  },
  page_not_found: {
    title: 'Cette page n’existe pas',
    happened: 'L’adresse est peut-être mal saisie, ou la page a été déplacée.',
    todo: openFromPanel,
  },
  method_not_allowed: {
    title: 'Cela ne fonctionne pas ici',
    happened: 'Cette adresse n’accepte pas ce type de requête. Rien n’a été modifié.',
    todo: openFromPanel,
  },
  ...apiFailures,
  ...pickerFailures,
  ...connectionFailures,
  ...recorderFailures,
  ...simulationFailures,
  ...companyFailures,
  ...linkFailures,
  ...iclientFailures,
  ...callbackCheckFailures,
  ...teamFailures,
  ...apiKeyFailures,
  ...proxyFailures,
  storage_unavailable: {
    title: 'L’application est momentanément indisponible',
    happened:
      'Elle ne peut pas lire ses données en ce moment. Rien de ce qui était déjà enregistré n’est perdu.',
    todo: `Attendez une minute et ouvrez de nouveau l’application depuis la page Applications de BigCommerce. Si vous étiez en train de l’installer, recommencez l’installation. ${ifShownAsInstalled}`,
    developer: 'Redis ne répond pas, ou n’accepte pas de modifications.',
  },
  internal_error: {
    title: 'Un problème est survenu de notre côté',
    happened: 'C’est notre faute, pas la vôtre.',
    todo: `Attendez une minute et recommencez depuis la page Applications de BigCommerce. ${ifItHappensAgain}`,
  },
};
